import { useEffect, useState, type RefObject } from 'react'
import type { Size } from '~/domain/rooms/stage-view'

/** How large the stage is on this screen, now. */
export function useStageSize(stage: RefObject<HTMLElement>): Size {
  const [size, setSize] = useState<Size>({ width: 800, height: 600 })
  useEffect(() => {
    const element = stage.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element
      if (clientWidth > 0 && clientHeight > 0) setSize((before) => (before.width === clientWidth && before.height === clientHeight ? before : { width: clientWidth, height: clientHeight }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [stage])
  return size
}
