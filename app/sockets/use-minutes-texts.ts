import { useEffect, useState, useSyncExternalStore } from 'react'
import type { MinutesTexts, TextsView } from './minutes-texts'
import type { RoomLink } from './room-link'

export interface LiveTexts {
  /** null until its code has come */
  texts: MinutesTexts | null
  view: TextsView
}

const notYet: TextsView = { saving: 'opening', refused: null, mine: new Set(), writing: {}, revision: 0 }
const again = 3_000

/** The free texts of an agenda item, live; the code for writing together is fetched when a page first needs it. */
export function useMinutesTexts(link: RoomLink, itemId: string): LiveTexts {
  const [texts, setTexts] = useState<MinutesTexts | null>(null)
  useEffect(() => {
    let mine: MinutesTexts | null = null
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      import('./minutes-texts').then(({ MinutesTexts: Hold }) => {
        if (left) return
        mine = new Hold(link, itemId)
        mine.start()
        setTexts(mine)
      }, () => {
        // The line may be down: the code cannot come now.
        if (!left) timer = setTimeout(open, again)
      })
    }
    open()
    return () => {
      left = true
      clearTimeout(timer)
      mine?.stop()
      setTexts(null)
    }
  }, [link, itemId])
  useEffect(() => {
    // Nothing is stored in the browser, so a page with texts on their way asks before it goes.
    const ask = (event: BeforeUnloadEvent) => {
      if (texts?.unsaved) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [texts])
  const view = useSyncExternalStore(texts?.subscribe ?? never, texts?.view ?? (() => notYet), () => notYet)
  return { texts, view }
}

const never = (): (() => void) => () => undefined
