import type { ReactNode } from 'react'

interface RowProps {
  /** time, hour or number */
  margin: ReactNode
  /** the line tells how urgent the row is: thick red late, broken amber soon */
  tone?: 'late' | 'soon' | 'red'
  className?: string
  id?: string
  children: ReactNode
}

/** One row of a register. */
export function Row({ margin, tone, className, id, children }: RowProps) {
  return (
    <article className={['row', tone && `is-${tone}`, className].filter(Boolean).join(' ')} id={id}>
      <div className="mg">{margin}</div>
      <div className="bd">{children}</div>
    </article>
  )
}
