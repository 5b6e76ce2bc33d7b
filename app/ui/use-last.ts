import { useRef } from 'react'

/**
 * The last answer there was. A page that is looked at again by itself loses what its action said; where the page is built from that
 * (an agenda in the making), what somebody has put together would go with it.
 */
export function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}
