import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const two = (number: number): string => String(number).padStart(2, '0')

/** 1:02:07 or 04:31; a clock that was set back shows zero. */
export function elapsedWords(from: string, to: string): string {
  const seconds = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`
}

/** How long the conference has been going, by the server's clock. */
export function Elapsed({ since, now }: { since: string; now: () => string }) {
  const { t } = useTranslation('rooms')
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1_000)
    return () => clearInterval(timer)
  }, [now])
  return <span className="num" role="timer" aria-label={t('rooms:dock.elapsed')}>{elapsedWords(since, at)}</span>
}
