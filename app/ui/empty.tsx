import type { ReactNode } from 'react'

/** Nothing here: says why, since when, and where to go instead. No heading, because it stands at any depth of a page. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="what">{title}</p>
      {children}
    </div>
  )
}
