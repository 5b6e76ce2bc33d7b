import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type Tone = 'late' | 'red' | 'soon' | 'wait' | 'live' | 'done' | 'rest'

interface ChipProps {
  tone?: Tone
  icon: IconName
  /** a quiet ground, for the head of a record */
  fill?: boolean
  /** báo động đỏ only */
  solid?: boolean
  className?: string
  children: ReactNode
}

/** A status: shape, word and colour, so that it survives a photocopier and colour blindness. */
export function Chip({ tone = 'rest', icon, fill, solid, className, children }: ChipProps) {
  return (
    <span className={['chip', `is-${tone}`, fill && 'fill', solid && 'solid', className].filter(Boolean).join(' ')}>
      <Icon name={icon} />
      {children}
    </span>
  )
}
