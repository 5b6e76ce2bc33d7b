import type { ReactNode } from 'react'

interface SectionProps {
  title: ReactNode
  /** a short note or link at the end of the heading's line */
  note?: ReactNode
  id?: string
  level?: 2 | 3
  className?: string
  children: ReactNode
}

/** A heading over a ruled line, and what belongs to it. No box around it. */
export function Section({ title, note, id, level = 2, className, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={className ? `sec ${className}` : 'sec'} id={id}>
      <header>
        <Heading>{title}</Heading>
        {note ? <span className="meta">{note}</span> : null}
      </header>
      {children}
    </section>
  )
}
