import { useEffect, useState } from 'react'

/** Milliseconds until a moment by the server's clock, which the browser's may miss by hours; below zero once it is past. */
export function useTimeLeft(at: string, serverNow: string): number {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    setPassed(0)
    const timer = setInterval(() => setPassed(performance.now() - from), 10_000)
    return () => clearInterval(timer)
  }, [serverNow])
  return Date.parse(at) - Date.parse(serverNow) - passed
}
