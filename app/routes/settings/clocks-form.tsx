import { useTranslation } from 'react-i18next'
import type { Setting } from '~/domain/hospitals/settings'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'

const levels = ['redAlert', 'emergency', 'sameDay', 'routine'] as const
const dayMinutes = 24 * 60

/** Until somebody is reached, until the answer; as the supporting side. */
export function ClocksForm({ clocks, reply }: { clocks: Setting<'clocks'>; reply: unknown }) {
  const { t } = useTranslation()
  const shown = (level: (typeof levels)[number], minutes: number) => String(level === 'routine' ? Math.max(1, Math.round(minutes / dayMinutes)) : minutes)
  return (
    <Section title={t('settings:clocks.title')}>
      <p className="hint">{t('settings:clocks.text')}</p>
      <Form intent="clocks" reply={reply} className="setting-form">
        {levels.map((level) => (
          <fieldset key={level} className="clock-pair">
            <legend><LevelMark level={level} /></legend>
            <Field name={`${level}Reach`} inputMode="numeric" width="short" label={t(level === 'routine' ? 'settings:clocks.reachDays' : 'settings:clocks.reach')} defaultValue={shown(level, clocks[level].reach)} />
            <Field name={`${level}Answer`} inputMode="numeric" width="short" label={t(level === 'routine' ? 'settings:clocks.answerDays' : 'settings:clocks.answer')} defaultValue={shown(level, clocks[level].answer)} />
          </fieldset>
        ))}
        <Button kind="go">{t('settings:save')}</Button>
      </Form>
    </Section>
  )
}
