import { useTranslation } from 'react-i18next'
import { conditions } from '~/domain/consults/follow-up'
import { formatDay, todayInVietnam } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { useField } from '~/ui/form-context'
import { FieldError } from '~/ui/field-frame'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

interface BoxProps { view: RecordView; reply: unknown }

const endKinds = ['discharge', 'endOfCare', 'referral', 'leftAgainstAdvice', 'death'] as const
const answers = ['no', 'yes', 'unknown'] as const

/** Each button says how the patient is and sends it. Pressing Enter in the line says nothing of the patient: it is asked for. */
function Taps() {
  const { t } = useTranslation()
  const { id, complaint } = useField('condition')
  return (
    <fieldset className={complaint ? 'field bad' : 'field'}>
      <legend id={id}>{t('record:box.followUp.tap')}</legend>
      <FieldError id={id} complaint={complaint} />
      <div className="taps">
        {conditions.map((condition) => <Button key={condition} name="condition" value={condition} className={condition === 'worse' || condition === 'died' ? 'worse' : ''}>{t(`record:condition.${condition}`)}</Button>)}
      </div>
    </fieldset>
  )
}

/** What the conference wanted done and this entry reports. */
function PlannedTicks({ view }: Pick<BoxProps, 'view'>) {
  const { t } = useTranslation()
  const open = view.planned.filter(({ doneAt }) => doneAt === null)
  if (open.length === 0) return null
  return <Choice name="planned" many optional legend={t('record:box.followUp.planned')} options={open.map(({ id, text, dueOn }) => ({ value: id, label: `${formatDay(dueOn)}: ${text}` }))} />
}

/** How the patient is: one line and one tap. */
export function FollowUp({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return (
    <Form intent="followUp" reply={reply}>
      <button className="sr" name="condition" value="" tabIndex={-1} aria-hidden="true">{t('shell:send')}</button>
      <Field name="note" label={t('record:box.followUp.line')} hint={t('record:box.followUp.lineHint')} autoComplete="off" />
      <PlannedTicks view={view} />
      <Taps />
    </Form>
  )
}

/** The end of the episode, filled in as far as the latest entry says it. */
export function EndEpisodeFields({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  const last = view.followUps.at(-1)
  return (
    <Form intent="endEpisode" reply={reply}>
      <p>{view.endAnnounced && last ? t('record:box.endEpisode.text', { condition: t(`record:condition.${last.condition}`) }) : t('record:other.endEpisode.text')}</p>
      <Select name="endKind" label={t('record:other.endEpisode.kind')} defaultValue={view.endAnnounced ?? ''} options={endKinds.map((kind) => ({ value: kind, label: t(`record:endKind.${kind}`) }))} empty={t('record:choose')} />
      <Field type="date" name="endedOn" label={t('record:other.endEpisode.day')} max={todayInVietnam(view.now)} />
      <div className="btns"><Button kind="go">{t('record:other.endEpisode.do')}</Button></div>
    </Form>
  )
}

/** Day 30: did the patient come back? */
export function Readmission({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return (
    <Form intent="enterReadmission" reply={reply}>
      <p>{t('record:box.enterReadmission.text', { day: view.outcome ? formatDay(view.outcome.endedOn) : '' })}</p>
      <Choice name="readmitted" legend={t('record:box.enterReadmission.label')} options={answers.map((value) => ({ value, label: t(`record:readmitted.${value}`) }))} />
      <TextArea name="note" label={t('record:box.enterReadmission.note')} rows={2} optional />
      <Button kind="go">{t('record:box.enterReadmission.do')}</Button>
    </Form>
  )
}
