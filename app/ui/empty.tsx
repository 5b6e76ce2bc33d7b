import type { ReactNode } from 'react'

/** Nothing here: says why, since when, and where to go instead. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children}
    </div>
  )
}
