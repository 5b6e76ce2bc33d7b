import type { ReactNode } from 'react'

/** A part folded away until there is time for it; its line says what it holds. */
export function Fold({ title, note, open = false, id, children }: { title: ReactNode; note?: ReactNode; open?: boolean; id?: string; children: ReactNode }) {
  return (
    <details className="fold" open={open} id={id}>
      <summary><h3>{title}</h3>{note ? <small>{note}</small> : null}</summary>
      <div className="fold-body">{children}</div>
    </details>
  )
}
