import { useEffect, useRef, useState, type PointerEvent, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { dragged, toPicture, transformOf, zoomed, zoomOf, zoomStep, type Size, type Spot, type View } from '~/domain/rooms/stage-view'

/** What the hand on the picture does. */
export const tools = ['look', 'point', 'arrow', 'text'] as const
export type Tool = (typeof tools)[number]

interface PictureProps {
  frame: RefObject<HTMLElement>
  /** the file's address, and its page where it has several */
  address: string
  page: number | null
  alt: string
  view: View
  picture: Size
  stage: Size
  tool: Tool
  saving: boolean
  measured: (size: Size) => void
  move: (view: View) => void
  point: (at: Spot) => void
  draw: (points: Spot[], done: boolean) => void
  failed: ReactNode
}

const onPicture = ({ x, y }: Spot): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1

/** Only as many dots as this screen shows, and fewer while data is saved. */
function sizeFor({ stage, zoom, saving }: { stage: Size; zoom: number; saving: boolean }): 'small' | 'stage' | 'large' {
  const needed = Math.max(stage.width, stage.height) * zoom * (typeof devicePixelRatio === 'number' ? Math.min(2, devicePixelRatio) : 1)
  if (saving) return zoom > 2 ? 'stage' : 'small'
  return needed <= 800 ? 'small' : needed <= 2_000 ? 'stage' : 'large'
}

/** One picture, laid where the view wants it; a hand or a mouse moves it, points at it or draws on it. */
export function Picture({ frame, address, page, alt, view, picture, stage, tool, saving, measured, move, point, draw, failed }: PictureProps) {
  const { t } = useTranslation()
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  const size = sizeFor({ stage, zoom: zoomOf(view, picture, stage), saving })
  const hands = useHands({ frame, view, picture, stage, tool, move, point, draw })
  return (
    <>
      {state === 'failed' ? failed : (
        <img src={`${address}?size=${size}${page === null ? '' : `&page=${page}`}`} alt={alt} draggable={false} aria-busy={state === 'loading'} className={state === 'there' ? undefined : 'unseen'} ref={(img) => lay(img, view, picture, stage)}
          onError={() => setState('failed')}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setState('there')
            const longest = Math.max(naturalWidth, naturalHeight, 1)
            // The same measure whatever size was sent, so that a larger one takes the smaller one's place without a jump.
            measured({ width: Math.max(1, Math.round((1_000 * naturalWidth) / longest)), height: Math.max(1, Math.round((1_000 * naturalHeight) / longest)) })
          }} />
      )}
      {state === 'loading' ? <p className="loading" role="status">{t('rooms:stage.loading')}</p> : null}
      {state === 'failed' ? null : <div className={`hands ${tool}`} {...hands} />}
    </>
  )
}

/** By hand, since the policy forbids style attributes in the page that the server sends. */
function lay(img: HTMLImageElement | null, view: View, picture: Size, stage: Size): void {
  if (!img) return
  img.style.width = `${picture.width}px`
  img.style.height = `${picture.height}px`
  img.style.transform = transformOf(view, picture, stage)
}

type Hands = Pick<PictureProps, 'frame' | 'view' | 'picture' | 'stage' | 'tool' | 'move' | 'point' | 'draw'>

function useHands(props: Hands) {
  const { frame, view, picture, stage, tool, move, point, draw } = props
  const down = useRef(new Map<number, Spot>())
  const tail = useRef<Spot | null>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const element = frame.current
    // A page may not zoom itself while the picture does, and only a listener of one's own may say so.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      const now = latest.current
      now.move(zoomed(now.view, event.deltaY < 0 ? zoomStep : 1 / zoomStep, now.picture, now.stage, spotOf(event, element)))
    }
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [frame])
  const at = (event: PointerEvent): Spot => toPicture(spotOf(event, frame.current), view, picture, stage)
  const end = (event: PointerEvent) => {
    down.current.delete(event.pointerId)
    if (tool === 'arrow' && tail.current && onPicture(at(event))) draw([tail.current, at(event)], true)
    tail.current = null
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, spotOf(event, frame.current))
      if (tool === 'arrow' && onPicture(at(event))) tail.current = at(event)
      if (tool === 'text' && onPicture(at(event))) draw([at(event)], true)
    },
    onPointerMove: (event: PointerEvent) => {
      if (tool === 'point' && onPicture(at(event))) return point(at(event))
      if (tool === 'arrow' && tail.current) return draw([tail.current, at(event)], false)
      const before = down.current.get(event.pointerId)
      if (tool !== 'look' || !before) return
      const now = spotOf(event, frame.current)
      down.current.set(event.pointerId, now)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      if (!other) return move(dragged(view, { x: now.x - before.x, y: now.y - before.y }, picture, stage))
      const apart = (spot: Spot) => Math.max(1, Math.hypot(spot.x - other.x, spot.y - other.y))
      move(zoomed(view, apart(now) / apart(before), picture, stage, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }))
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

function spotOf({ clientX, clientY }: { clientX: number; clientY: number }, element: HTMLElement | null): Spot {
  const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {}
  return { x: clientX - left, y: clientY - top }
}
