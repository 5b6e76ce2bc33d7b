import { useEffect } from 'react'

let writers = 0

/** Is somebody writing on this page? Then it is not fetched again by itself. */
export const isStill = (): boolean => writers > 0

/**
 * For pages where text is written for a consult that others may move on: a refresh could lead away from the page and take the
 * text along. Saving tells what has changed instead, and the text stays.
 */
export function useStill(): void {
  useEffect(() => {
    writers += 1
    return () => { writers -= 1 }
  }, [])
}
