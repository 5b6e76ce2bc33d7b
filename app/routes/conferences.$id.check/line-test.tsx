import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { adviceFor, testBytes, type LineTest as Figures } from '~/domain/rooms/line-test'
import { Button } from '~/ui/button'
import { Facts } from '~/ui/facts'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { measureLine } from './measure-line'
import type { Choose } from './use-choice'

const tones = { picture: 'done', sound: 'wait', telephone: 'soon' } as const

/** How fast and how far away our own server is, and what to come in with on such a line. */
export function LineTest({ conferenceId, choose }: { conferenceId: string; choose: Choose }) {
  const { t } = useTranslation()
  const [found, setFound] = useState<Figures | 'measuring' | 'failed' | null>(null)
  const measure = async () => {
    setFound('measuring')
    const figures = await measureLine(`/conferences/${conferenceId}/check/line`).catch(() => 'failed' as const)
    setFound(figures)
    if (figures !== 'failed' && adviceFor(figures) !== 'picture') choose({ camera: false })
  }
  const figures = typeof found === 'object' ? found : null
  const advice = figures ? adviceFor(figures) : null
  const rate = (number: number) => t(number >= testBytes.kbitsToTell ? 'rooms:check.line.more' : 'rooms:check.line.kbits', { number })
  return (
    <Section title={t('rooms:check.line.title')}>
      <div className="btns"><Button type="button" onClick={() => void measure()}>{t(found ? 'rooms:check.line.again' : 'rooms:check.line.start')}</Button></div>
      <div role="status">
        {found === 'measuring' ? <p>{t('rooms:check.line.measuring')}</p> : null}
        {found === 'failed' ? <Note tone="soon">{t('rooms:check.line.failed')}</Note> : null}
        {advice ? <Note tone={tones[advice]}>{t(`rooms:check.line.${advice}`)}</Note> : null}
      </div>
      {figures ? (
        <Facts items={[
          { term: t('rooms:check.line.delay'), detail: t('rooms:check.line.ms', { number: figures.delay }) },
          { term: t('rooms:check.line.down'), detail: rate(figures.down) },
          { term: t('rooms:check.line.up'), detail: rate(figures.up) },
        ]} />
      ) : null}
    </Section>
  )
}
