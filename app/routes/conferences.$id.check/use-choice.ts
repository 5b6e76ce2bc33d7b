import { useCallback, useState } from 'react'
import { keepChoice, keptChoice, type MediaChoice } from '~/sockets/kept-choices'

export type Choose = (change: Partial<MediaChoice>) => void

/** How one will go in: as the last time in this browser until something else is chosen, and kept at once. */
export function useChoice(): [MediaChoice, Choose] {
  // Read in the browser only: the page says nothing of it before.
  const [choice, setChoice] = useState<MediaChoice>(() => (typeof document === 'undefined' ? { mic: true, camera: false, microphoneId: null, cameraId: null } : keptChoice()))
  const choose = useCallback<Choose>((change) => setChoice((now) => {
    const next = { ...now, ...change }
    keepChoice(next)
    return next
  }), [])
  return [choice, choose]
}
