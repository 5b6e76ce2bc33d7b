import { useEffect, useRef, type RefObject } from 'react'

/** The dock takes its height from the page, so that it lies over nothing one has to reach. */
export function useDockRoom(): RefObject<HTMLElement> {
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = bar
    const { style } = document.documentElement
    if (!current) return undefined
    const watching = new ResizeObserver(() => style.setProperty('--dock-height', `${current.offsetHeight + 16}px`))
    watching.observe(current)
    return () => {
      watching.disconnect()
      style.removeProperty('--dock-height')
    }
  }, [])
  return bar
}
