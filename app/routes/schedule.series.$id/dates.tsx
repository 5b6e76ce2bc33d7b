import { useTranslation } from 'react-i18next'
import { weekdayOf } from '~/domain/schedule/series-days'
import type { DateLine, SeriesPage } from '~/domain/schedule/series-page.server'
import { formatDay } from '~/platform/dates'
import { Button, ButtonLink } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Field } from '~/ui/field'
import { Fold } from '~/ui/fold'
import { Form } from '~/ui/form'
import { RunningFields } from '~/ui/schedule/series-fields'
import { Section } from '~/ui/section'
import { TextArea } from '~/ui/text-area'
import { isAbout } from './is-about'

interface Props { page: SeriesPage; reply: unknown }

/** Tries a date again that found somebody taken, with the same people or with others. */
function Retry({ line: { day, skipped }, page: { form, series }, reply }: Props & { line: DateLine }) {
  const { t } = useTranslation()
  const mine = isAbout(reply, 'retry', 'day', day)
  const chosen = isAbout(reply, 'retry', 'chosen', 'on')
  return (
    <>
      <Form intent="retry" reply={mine && !chosen ? reply : undefined} preventScrollReset>
        <input type="hidden" name="day" value={day} />
        <Button aria-label={t('schedule:series.retryOf', { date: formatDay(day) })}>{t('schedule:series.retry')}</Button>
      </Form>
      {form && skipped === 'taken' ? (
        <Fold title={t('schedule:series.others')} open={mine}>
          <Form intent="retry" reply={mine && chosen ? reply : undefined}>
            <input type="hidden" name="day" value={day} />
            <input type="hidden" name="chosen" value="on" />
            <RunningFields form={form} running={series} />
            <div className="btns"><Button kind="go">{t('schedule:series.retryWithOthers')}</Button></div>
          </Form>
        </Fold>
      ) : null}
    </>
  )
}

function Line({ line, ahead, ...props }: Props & { line: DateLine; ahead: boolean }) {
  const { t } = useTranslation()
  const { page } = props
  const { day, conferenceId, skipped, note, state, consults, used } = line
  return (
    <li>
      <p><b className="inline-block first-letter:uppercase">{t('schedule:series.day', { weekday: t(`shell:weekday.${weekdayOf(day)}`), date: formatDay(day) })}</b>{' '}
        {state ? <Chip tone={state === 'draft' ? 'rest' : state === 'notHeld' ? 'rest' : 'done'} icon={state === 'draft' ? 'doc' : state === 'notHeld' ? 'no' : 'cal'}>{t(`schedule:state.${state}`)}</Chip> : null}
        {skipped ? <Chip tone={skipped === 'taken' ? 'soon' : 'rest'} icon={skipped === 'taken' ? 'soon' : 'no'}>{skipped === 'holiday' ? t('schedule:series.skip.holiday', { note: note || t('schedule:series.skipHoliday') }) : t(`schedule:series.skip.${skipped}`)}</Chip> : null}</p>
      {conferenceId && state !== 'notHeld' ? <p className="meta">{t('schedule:series.load', { count: consults, used, all: page.series.minutes })}</p> : null}
      {skipped === 'taken' ? <p>{t('schedule:series.takenWords', { names: note })}</p> : null}
      {skipped === 'cancelled' ? <p className="whitespace-pre-wrap">{note}</p> : null}
      {conferenceId && page.keep && state === 'draft' ? <div className="btns"><ButtonLink to={`/schedule/backlog/${conferenceId}`} kind="go">{t('schedule:series.fill')}</ButtonLink><ButtonLink to={`/conferences/${conferenceId}/plan`}>{t('schedule:backlog.changePlan')}</ButtonLink></div> : null}
      {conferenceId && state && state !== 'draft' && state !== 'notHeld' && consults > 0 ? <div className="btns"><ButtonLink to={`/conferences/${conferenceId}`}>{t('schedule:series.openPage')}</ButtonLink></div> : null}
      {ahead && page.keep && (skipped === 'taken' || skipped === 'cancelled') ? <Retry line={line} {...props} /> : null}
    </li>
  )
}

/** The dates to come with what is on them, and those of late. */
export function Dates({ page, reply }: Props) {
  const { t } = useTranslation()
  const { ahead, before, keep } = page
  return (
    <>
      <Section title={t('schedule:series.ahead')} note={t('schedule:series.aheadNote')}>
        {ahead.length === 0 ? <p className="hint">{t('schedule:series.noAhead')}</p> : <ul className="answers">{ahead.map((line) => <Line key={line.day} line={line} ahead page={page} reply={reply} />)}</ul>}
        {keep ? (
          <Fold title={t('schedule:series.skipTitle')} note={t('schedule:series.skipHint')} open={isAbout(reply, 'skip')}>
            <Form intent="skip" reply={reply}>
              <Field name="day" type="date" label={t('schedule:series.skipDay')} />
              <TextArea name="reason" label={t('schedule:series.reason')} maxLength={1000} rows={2} />
              <div className="btns"><Button>{t('schedule:series.skipDate')}</Button></div>
            </Form>
          </Fold>
        ) : null}
      </Section>
      {before.length > 0 ? <Section title={t('schedule:series.before')}><ul className="answers">{before.map((line) => <Line key={line.day} line={line} ahead={false} page={page} reply={reply} />)}</ul></Section> : null}
    </>
  )
}
