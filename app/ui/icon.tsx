type Common =
  | 'late' | 'soon' | 'wait' | 'live' | 'done' | 'draft' | 'rest' | 'no' | 'pause' | 'red' | 'p1' | 'p2' | 'p3' | 'diff' | 'lock' | 'sleep'
  | 'search' | 'bell' | 'home' | 'case' | 'cal' | 'pair' | 'doc' | 'down' | 'more' | 'mark' | 'phone' | 'img' | 'go' | 'plus' | 'chat' | 'undo' | 'print' | 'eye' | 'back' | 'save'

/** Only in a page that holds RoomSprite. */
type OfTheRoom =
  | 'mic' | 'camoff' | 'hand' | 'leave' | 'pen' | 'point' | 'rule' | 'ring' | 'text' | 'win' | 'zoom' | 'follow' | 'sig0' | 'sig1' | 'sig2' | 'sig3' | 'sig4' | 'both' | 'thin' | 'turn' | 'minus' | 'arrow'

export type IconName = Common | OfTheRoom

/** A shape from the sprite; decoration, so words always stand beside it. */
export function Icon({ name, small, className }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg className={['i', small && 'sm', className].filter(Boolean).join(' ')} viewBox={name === 'mark' ? '0 0 22 24' : '0 0 20 20'} aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  )
}
