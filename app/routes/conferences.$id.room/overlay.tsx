import { toStage, type Size, type Spot, type View } from '~/domain/rooms/stage-view'
import type { StageMark } from '~/domain/rooms/stage-state'
import type { Pointer } from '~/sockets/contract'
import { nameOf, type StagedRoom } from './parts'

/** Who is who by colour and by letters: on black and on paper, and apart for those who see no red. */
const colours = ['#72c5d2', '#f0bd62', '#e58fb5', '#9fd27a', '#b9a5f0', '#f28f6b'] as const
const dark = '#05222a'

const colourOf = (room: StagedRoom, personId: string): string =>
  colours[Math.max(0, room.people.findIndex((person) => person.personId === personId)) % colours.length] ?? colours[0]
/** The last two words of a Vietnamese name tell people apart. */
const initialsOf = (name: string): string => name.split(/\s+/).slice(-2).map((word) => word.charAt(0)).join('').toLocaleUpperCase('vi')

interface OverlayProps { room: StagedRoom; marks: readonly StageMark[]; pointers: readonly Pointer[]; draft: readonly Spot[]; view: View; picture: Size; stage: Size }

/** What is drawn over the picture: everything has its place in the picture and its size on the screen. */
export function Overlay({ room, marks, pointers, draft, view, picture, stage }: OverlayProps) {
  const at = (spot: Spot) => toStage(spot, view, picture, stage)
  const [tail, head] = draft
  return (
    <svg className="over" width={stage.width} height={stage.height} aria-hidden="true">
      {marks.map((mark) => {
        const [from, to] = mark.points.map(([x, y]) => at({ x, y }))
        const colour = colourOf(room, mark.personId)
        if (mark.shape === 'arrow' && from && to) return <g key={mark.id}><Arrow from={from} to={to} colour={colour} />{mark.text ? <Words at={from} colour={colour} text={mark.text} /> : null}</g>
        return from ? <Words key={mark.id} at={from} colour={colour} text={`${initialsOf(nameOf(room, mark.personId))} · ${mark.text}`} /> : null
      })}
      {tail && head ? <Arrow from={at(tail)} to={at(head)} colour={colourOf(room, room.me.personId)} /> : null}
      {pointers.map(({ personId, x, y }) => {
        const spot = at({ x, y })
        const colour = colourOf(room, personId)
        return (
          <g key={personId} data-pointer={personId} transform={`translate(${spot.x} ${spot.y})`}>
            <path d="M0 0 22 9 12 13 8 23z" fill={colour} stroke={dark} strokeWidth="1.5" />
            <circle cx="27" cy="27" r="13" fill={colour} stroke={dark} strokeWidth="1.5" />
            <text x="27" y="31.5" textAnchor="middle" fontSize="12" fontWeight="600" fill={dark}>{initialsOf(nameOf(room, personId))}</text>
            <text x="44" y="32" fontSize="13" fill={colour} stroke={dark} strokeWidth="3" paintOrder="stroke">{nameOf(room, personId)}</text>
          </g>
        )
      })}
    </svg>
  )
}

function Arrow({ from, to, colour }: { from: Spot; to: Spot; colour: string }) {
  const turn = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y))
  // The line ends within the head, so that the tip is a tip.
  const short = Math.max(0, length - 12) / length
  const line = `M${from.x} ${from.y} ${from.x + (to.x - from.x) * short} ${from.y + (to.y - from.y) * short}`
  return (
    <>
      <path d={line} stroke={dark} strokeWidth="6" /><path d={line} stroke={colour} strokeWidth="3" />
      <path d="M0 0-16-7-16 7z" transform={`translate(${to.x} ${to.y}) rotate(${turn})`} fill={colour} stroke={dark} strokeWidth="1.5" />
    </>
  )
}

const Words = ({ at, colour, text }: { at: Spot; colour: string; text: string }) => (
  <>
    <circle cx={at.x} cy={at.y} r="4" fill={colour} stroke={dark} strokeWidth="1.5" />
    <text x={at.x + 8} y={at.y + 5} fontSize="15" fontWeight="500" fill={colour} stroke={dark} strokeWidth="4" strokeLinejoin="round" paintOrder="stroke">{text}</text>
  </>
)
