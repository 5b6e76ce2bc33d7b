import { useEffect, useState } from 'react'
import { startBell, type Bell } from './bell-tone'

/** Only one page of a browser is heard; every page shows the banner. */
const lockName = 'chi-em bell'

/** Sounds while `ringing`; says whether it can be heard. A page nobody has touched yet is kept silent by the browser until then. */
export function useBell(ringing: boolean, red: boolean): { silent: boolean; allow: () => void } {
  const [silent, setSilent] = useState(false)
  const [bell, setBell] = useState<Bell | null>(null)
  useEffect(() => {
    if (!ringing) return undefined
    let over: () => void = () => undefined
    const ended = new Promise<void>((resolve) => { over = resolve })
    let started: Bell | null = null
    let gone = false
    const begin = () => {
      if (gone) return
      started = startBell(red)
      setBell(started)
      setSilent(!started?.audible())
    }
    const heard = () => void started?.allow().then((audible) => setSilent(!audible))
    if (navigator.locks) void navigator.locks.request(lockName, async () => { begin(); await ended }).catch(() => undefined)
    else begin()
    const touches = ['pointerdown', 'keydown'] as const
    for (const touch of touches) document.addEventListener(touch, heard)
    return () => {
      gone = true
      over()
      started?.stop()
      setBell(null)
      setSilent(false)
      for (const touch of touches) document.removeEventListener(touch, heard)
    }
  }, [ringing, red])
  return { silent, allow: () => void bell?.allow().then((audible) => setSilent(!audible)) }
}

/** The tab's title says it every other second, since the page may be one of many; the page's own title comes back. */
export function useTitleBlink(words: string | null): void {
  useEffect(() => {
    if (!words) return undefined
    let own = document.title
    const timer = setInterval(() => {
      if (document.title !== words) own = document.title
      document.title = document.title === words ? own : words
    }, 1_000)
    return () => {
      clearInterval(timer)
      if (document.title === words) document.title = own
    }
  }, [words])
}
