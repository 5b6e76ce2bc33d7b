import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, type RefObject } from 'react'
import type { ThreadView } from '~/domain/consults/thread.server'

/**
 * Tells the server how far this person has read, once the end of the thread has been on a screen somebody looks at. Returns the mark
 * to be put there. With `follow` the page goes along with the newest message, unless somebody scrolled up to read.
 */
export function useSeen({ consultId, messages, unread }: Pick<ThreadView, 'consultId' | 'messages' | 'unread'>, follow: boolean): RefObject<HTMLDivElement> {
  const end = useRef<HTMLDivElement>(null)
  const { submit } = useFetcher({ key: `seen ${consultId}` })
  const last = messages.at(-1)?.number ?? 0
  const told = useRef(0)
  const atEnd = useRef(follow)
  useEffect(() => {
    const mark = end.current
    if (!mark) return undefined
    const look = (visible: boolean) => {
      atEnd.current = follow && visible
      if (!visible || document.visibilityState !== 'visible' || unread === 0 || told.current >= last) return
      told.current = last
      submit({ intent: 'read', upTo: String(last) }, { method: 'post', action: `/consults/${consultId}/thread` })
    }
    let visible = false
    const observer = new IntersectionObserver(([entry]) => look(visible = entry?.isIntersecting ?? false), { rootMargin: '0px 0px 40px 0px' })
    const shown = () => look(visible)
    observer.observe(mark)
    document.addEventListener('visibilitychange', shown)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', shown)
    }
  }, [consultId, last, unread, submit, follow])
  useEffect(() => {
    if (atEnd.current && last > 3) end.current?.scrollIntoView({ block: 'center' })
  }, [last])
  return end
}
