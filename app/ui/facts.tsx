import { Fragment, type ReactNode } from 'react'

/** Terms and what they are; entries that are null or false are left out. */
export function Facts({ items }: { items: Array<{ term: string; detail: ReactNode } | null | false> }) {
  return (
    <dl className="facts">
      {items.map((item) => item && (
        <Fragment key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.detail}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
