import { useEffect, useState } from 'react'

const telephoneAfter = 10_000

/** True once `silent` has held for ten seconds. */
export function useSilence(silent: boolean): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!silent) {
      setLong(false)
      return undefined
    }
    const timer = setTimeout(() => setLong(true), telephoneAfter)
    return () => clearTimeout(timer)
  }, [silent])
  return long && silent
}
