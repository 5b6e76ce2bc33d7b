import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { longestMark, marksMost } from '~/domain/rooms/limits'
import { marksOf, type Point, type StageMark } from '~/domain/rooms/stage-state'
import type { View } from '~/domain/rooms/stage-view'
import { nameOf, type Parts } from './parts'

interface MarksProps extends Parts {
  fileId: string
  page: number
  pages: number
  view: Parts['view']
  seen: View
  /** where the hand chose a spot for words; without it the middle of what is seen */
  spot: { x: number; y: number } | null
  placed: () => void
}

const within = (value: number): number => Math.min(1, Math.max(0, value))
/** An arrow's tail stands this much of what is seen to the left below its head. */
const tail = 0.15

/** What was drawn on this file as words, for eyes, ears and keys: read, add, move, take away. */
export function Marks({ room, link, view, fileId, page, pages, seen, spot, placed }: MarksProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { item, me } = room
  const all = marksOf(view.state.board, fileId)
  const full = all.length >= marksMost
  const add = (shape: StageMark['shape']) => (event: FormEvent) => {
    event.preventDefault()
    const words = text.trim()
    if (shape === 'text' && words === '') return
    const { x, y } = spot ?? seen
    const points: Point[] = shape === 'text' ? [[x, y]] : [[within(x - tail * seen.w), within(y + tail * seen.h)], [x, y]]
    link.send('room:mark', { item, fileId, page, id: crypto.randomUUID(), shape, points, text: words })
    setText('')
    placed()
  }
  return (
    <div className="marks">
      <form onSubmit={add('text')}>
        <label htmlFor="mark-text">{t('rooms:marks.text')}</label>
        <input id="mark-text" className="in" value={text} maxLength={longestMark} autoComplete="off" onChange={({ target }) => setText(target.value)} />
        <p className="hint">{t(spot ? 'rooms:marks.atSpot' : 'rooms:marks.inMiddle')}</p>
        {full ? <p>{t('rooms:problem.marksFull', { most: marksMost })}</p> : null}
        <div className="btns">
          <button type="submit" className="btn" disabled={full}>{t('rooms:marks.addText')}</button>
          <button type="button" className="btn" disabled={full} onClick={add('arrow')}>{t('rooms:marks.addArrow')}</button>
        </div>
      </form>
      <ul aria-label={t('rooms:marks.list')}>
        {all.map((mark) => <Line key={mark.id} {...{ room, link, view, mark, pages, seen }} />)}
        {all.length === 0 ? <li>{t('rooms:marks.none')}</li> : null}
      </ul>
      {me.runs && all.length > 0 ? <button type="button" className="btn" onClick={() => link.send('room:unmark', { item, fileId })}>{t('rooms:marks.clear')}</button> : null}
    </div>
  )
}

const steps: Record<string, readonly [number, number] | undefined> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const step = 0.02
const restsAfter = 400

function Line({ room, link, mark, pages, seen }: Parts & { mark: StageMark; pages: number; seen: View }) {
  const { t } = useTranslation()
  const moved = useRef<Point[] | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const own = mark.personId === room.me.personId
  const words = [t(`rooms:marks.${mark.shape}`), mark.text, nameOf(room, mark.personId), pages > 1 ? t('rooms:marks.page', { number: mark.page }) : ''].filter(Boolean).join(' · ')
  const press = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (!by) return
    event.preventDefault()
    moved.current = (moved.current ?? mark.points).map(([x, y]) => [within(x + by[0] * step * seen.w), within(y + by[1] * step * seen.h)])
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const { item, fileId, page, id, shape, text } = mark
      if (moved.current) link.send('room:mark', { item, fileId, page, id, shape, text, points: moved.current })
      moved.current = null
    }, restsAfter)
  }
  return (
    <li>
      <span>{words}</span>
      {own ? <button type="button" className="btn" aria-label={t('rooms:marks.moveThis', { mark: words })} title={t('rooms:marks.moveHow')} onKeyDown={press}>{t('rooms:marks.move')}</button> : null}
      {own || room.me.runs ? <button type="button" className="btn" aria-label={t('rooms:marks.removeThis', { mark: words })} onClick={() => link.send('room:unmark', { item: mark.item, fileId: mark.fileId, id: mark.id })}>{t('rooms:marks.remove')}</button> : null}
    </li>
  )
}
