import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'

const lasts = 1.2

/** Two tones, one after the other, soft at both ends. Made here: nothing is fetched. */
function play(context: AudioContext): void {
  const volume = context.createGain()
  volume.connect(context.destination)
  const from = context.currentTime
  volume.gain.setValueAtTime(0, from)
  volume.gain.linearRampToValueAtTime(0.2, from + 0.05)
  volume.gain.linearRampToValueAtTime(0, from + lasts)
  const tone = context.createOscillator()
  tone.frequency.setValueAtTime(440, from)
  tone.frequency.setValueAtTime(660, from + lasts / 2)
  tone.connect(volume)
  tone.start(from)
  tone.stop(from + lasts)
}

export function SpeakerTest() {
  const { t } = useTranslation()
  const context = useRef<AudioContext | null>(null)
  const [said, setSaid] = useState<'ask' | 'yes' | 'no' | null>(null)
  const start = async () => {
    const out = (context.current ??= new AudioContext())
    await out.resume()
    play(out)
    setSaid('ask')
  }
  return (
    <Section title={t('rooms:check.speaker.title')}>
      <div className="btns">
        <Button type="button" onClick={() => void start()}>{t(said ? 'rooms:check.speaker.again' : 'rooms:check.speaker.start')}</Button>
        {said ? (
          <>
            <Button type="button" aria-pressed={said === 'yes'} onClick={() => setSaid('yes')}>{t('rooms:check.speaker.yes')}</Button>
            <Button type="button" aria-pressed={said === 'no'} onClick={() => setSaid('no')}>{t('rooms:check.speaker.no')}</Button>
          </>
        ) : null}
      </div>
      <div role="status">
        {said === 'ask' ? <p>{t('rooms:check.speaker.ask')}</p> : null}
        {said === 'yes' ? <Note tone="done">{t('rooms:check.speaker.works')}</Note> : null}
        {said === 'no' ? <Note tone="soon">{t('rooms:check.speaker.advice')}</Note> : null}
      </div>
    </Section>
  )
}
