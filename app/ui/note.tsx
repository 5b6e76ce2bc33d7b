import type { ReactNode } from 'react'
import type { Tone } from './chip'
import { Icon, type IconName } from './icon'

const icons: Record<Tone, IconName> = { late: 'late', red: 'red', soon: 'soon', wait: 'wait', live: 'live', done: 'done', rest: 'rest' }

/** Something that stays true while one reads: a short bold part, then a sentence. */
export function Note({ tone = 'rest', icon, title, children }: { tone?: Tone; icon?: IconName; title?: string; children?: ReactNode }) {
  return (
    <div className={`note is-${tone}`}>
      <Icon name={icon ?? icons[tone]} />
      <div>{title ? <b>{title} </b> : null}{children}</div>
    </div>
  )
}
