import type { ReactNode } from 'react'

interface PartProps { number?: number; title: string; id?: string; children: ReactNode }

/** One numbered part of the request, under a ruled line. */
export function Part({ number, title, id, children }: PartProps) {
  return (
    <section className="border-t-2 border-ink pt-3 pb-6" id={id}>
      <h2 className="mb-3 flex gap-3">{number ? <span className="min-w-4 font-normal text-ink-2" aria-hidden="true">{number}</span> : null}{title}</h2>
      <div className="desk:pl-7">{children}</div>
    </section>
  )
}
