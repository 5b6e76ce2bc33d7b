import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ringing } from '~/domain/notifications/ringing.server'
import { formatTime } from '~/platform/dates'
import { watchRinging } from '~/sockets/ring'
import { Button } from '../button'
import { Icon } from '../icon'
import type { Viewer } from '../root-data'
import { useBell, useTitleBlink } from './use-ring'

/** What rings for this person, on whichever page they have open, also while they write or look elsewhere. */
function useRinging(viewer: Viewer): { rings: Ringing[]; acknowledge: (id: string) => Promise<boolean> } {
  const { personId, membershipId } = viewer
  const [rings, setRings] = useState<Ringing[]>([])
  useEffect(() => watchRinging(personId, setRings), [personId])
  const acknowledge = async (noticeId: string) => {
    const body = new URLSearchParams({ intent: 'acknowledge', noticeId, membershipId, commandId: `ring-${noticeId}` })
    const answer = await fetch('/inbox/ringing', { method: 'POST', body }).catch(() => null)
    if (!answer?.ok) return false
    setRings((await answer.json()) as Ringing[])
    return true
  }
  return { rings, acknowledge }
}

/** The bar takes its height from the page, so that it lies over nothing one has to reach. */
function useRoom(shown: boolean) {
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = bar
    const { style } = document.documentElement
    if (!current) return undefined
    const watching = new ResizeObserver(() => style.setProperty('--ring-height', `${current.offsetHeight + 16}px`))
    watching.observe(current)
    return () => {
      watching.disconnect()
      style.removeProperty('--ring-height')
    }
  }, [shown])
  return bar
}

/** A bar over every page until somebody says "Đã nhận"; red alert first, then what has waited longest. */
export default function Ring({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('reach')
  const { rings, acknowledge } = useRinging(viewer)
  const [failed, setFailed] = useState(false)
  const first = rings.find(({ red }) => red) ?? rings[0]
  const { silent, allow } = useBell(first !== undefined, first?.red ?? false)
  useTitleBlink(first ? t('reach:ring.title', { level: first.level }) : null)
  const bar = useRoom(first !== undefined)
  if (!first) return null
  return (
    <section ref={bar} className={first.red ? 'ring red' : 'ring'} role="alert" aria-label={t('reach:ring.label')}>
      <Icon name="bell" />
      <div>
        <p><b>{first.level}:</b> {first.title}</p>
        <p className="facts-line">{t('reach:ring.facts', { code: first.code, time: formatTime(first.at) })}{rings.length > 1 ? ` ${t('reach:ring.more', { count: rings.length - 1 })}` : null}</p>
        {silent ? <p className="facts-line">{t('reach:ring.silent')} <button type="button" onClick={allow}>{t('reach:ring.allow')}</button></p> : null}
        {failed ? <p className="facts-line">{t('reach:ring.failed')}</p> : null}
      </div>
      <div className="btns">
        <Button type="button" onClick={() => void acknowledge(first.id).then((done) => setFailed(!done))}>{t('reach:ring.taken')}</Button>
        <form method="post" action="/inbox">
          <input type="hidden" name="intent" value="open" />
          <input type="hidden" name="noticeId" value={first.id} />
          <input type="hidden" name="membershipId" value={viewer.membershipId} />
          <Button kind="go">{t('reach:ring.takenAndOpen')}</Button>
        </form>
      </div>
    </section>
  )
}
