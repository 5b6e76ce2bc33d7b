import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaChoice } from '~/sockets/kept-choices'
import { DevicePart } from './device-part'
import type { Choose } from './use-choice'
import { useDevice } from './use-device'

/** From here on it is a voice and not the fan of the room. */
const audible = 0.06
const silentAfter = 6_000

export function MicrophoneTest({ choice, choose }: { choice: MediaChoice; choose: Choose }) {
  const { t } = useTranslation()
  const device = useDevice('microphone')
  const { level, hears, long } = useLevel(device.stream)
  return (
    <DevicePart name="microphone" device={device} chosen={choice.microphoneId} choose={(microphoneId) => choose({ microphoneId })}>
      <meter min={0} max={1} value={level} aria-label={t('rooms:check.microphone.meter')} />
      <p role="status">{t(hears ? 'rooms:check.microphone.hears' : long ? 'rooms:check.microphone.silent' : 'rooms:check.microphone.speak')}</p>
    </DevicePart>
  )
}

/** How loud it is now, 0 to 1, whether anything was heard at all, and whether that has been waited for long enough. */
function useLevel(stream: MediaStream | null): { level: number; hears: boolean; long: boolean } {
  const [level, setLevel] = useState(0)
  const [hears, setHears] = useState(false)
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLevel(0)
    setHears(false)
    setLong(false)
    if (!stream) return undefined
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    context.createMediaStreamSource(stream).connect(analyser)
    const waves = new Float32Array(analyser.fftSize)
    const look = setInterval(() => {
      analyser.getFloatTimeDomainData(waves)
      const loudness = Math.min(1, Math.sqrt(waves.reduce((sum, wave) => sum + wave * wave, 0) / waves.length) * 4)
      setLevel(Math.round(loudness * 50) / 50)
      if (loudness >= audible) setHears(true)
    }, 100)
    const patience = setTimeout(() => setLong(true), silentAfter)
    return () => {
      clearInterval(look)
      clearTimeout(patience)
      void context.close()
    }
  }, [stream])
  return { level, hears, long }
}
