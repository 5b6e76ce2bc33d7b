import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Clock } from '~/ui/clock'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { Box } from './deeds'
import { EvaluationFields } from './evaluation-fields'
import { SupplementBox } from './supplement-box'
import type { RecordView } from '~/ui/record/view.server'

interface BoxProps { view: RecordView; reply: unknown }

const decisions = ['apply', 'partly', 'not'] as const
const conditions = ['better', 'same', 'worse', 'discharged', 'referred', 'died'] as const

function Acknowledge({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  const [latest] = view.opinions
  return (
    <Form intent="acknowledge" reply={reply}>
      <p>{t('record:box.acknowledge.text', { version: latest?.version ?? 0 })}</p>
      {latest?.reason ? <p className="told"><b>{t('record:box.acknowledge.reason')}</b> {latest.reason}</p> : null}
      <input type="hidden" name="opinionId" value={latest?.id ?? ''} />
      <Button kind="go">{t('record:box.acknowledge.do')}</Button>
    </Form>
  )
}

function Accept({ reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="accept" reply={reply}><p>{t('record:box.accept.text')}</p><Button kind="go">{t('record:box.accept.do')}</Button></Form>
}

export function Assign({ view, reply, again = false }: BoxProps & { again?: boolean }) {
  const { t } = useTranslation()
  const options = view.specialists.map(({ id, name, position, ofSpecialty }) => {
    const current = id === view.specialistId
    return { value: id, label: [name, position, current ? t('record:box.assign.current') : ofSpecialty ? t('record:box.assign.ofSpecialty') : ''].filter(Boolean).join(', '), disabled: current }
  })
  return (
    <Form intent={again ? 'reassign' : 'assign'} reply={reply}>
      {again ? <p>{t('record:other.reassign.text')}</p> : null}
      <Select name="specialistId" label={t('record:box.assign.specialist')} hint={view.specialty} options={options} empty={t('record:choose')} />
      <Button kind="go">{t('record:box.assign.do')}</Button>
    </Form>
  )
}

function Answer({ view }: BoxProps) {
  const { t } = useTranslation()
  return <><p>{t('record:box.answer.text', { count: view.questions.length })}</p><ButtonLink kind="go" to={`/consults/${view.id}/answer`}>{t('record:box.answer.do')}</ButtonLink></>
}

function Decide({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return (
    <Form intent="decide" reply={reply}>
      <input type="hidden" name="answerId" value={view.answerId ?? ''} />
      <Choice name="kind" legend={t('record:box.decide.kind')} options={decisions.map((kind) => ({ value: kind, label: t(`record:decision.${kind}`) }))} />
      <TextArea name="reason" label={t('record:box.decide.reason')} hint={t('record:box.decide.hint')} rows={3} optional />
      <Button kind="go">{t('record:box.decide.do')}</Button>
      <p className="hint">{t('record:box.decide.law')}</p>
    </Form>
  )
}

function FollowUp({ reply }: BoxProps) {
  const { t } = useTranslation()
  return (
    <Form intent="followUp" reply={reply}>
      <Select name="condition" label={t('record:box.followUp.condition')} options={conditions.map((condition) => ({ value: condition, label: t(`record:condition.${condition}`) }))} empty={t('record:choose')} />
      <TextArea name="note" label={t('record:box.followUp.note')} rows={3} />
      <Button kind="go">{t('record:box.followUp.do')}</Button>
    </Form>
  )
}

function Evaluate({ reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="evaluate" reply={reply}><EvaluationFields /><Button kind="go">{t('record:box.evaluate.do')}</Button></Form>
}

function Close({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="close" reply={reply}><p>{t('record:box.close.text', { hospital: view.supporting?.shortName ?? '' })}</p><Button kind="go">{t('record:box.close.do')}</Button></Form>
}

function Remark({ reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="remark" reply={reply}><TextArea name="text" label={t('record:box.remark.label')} rows={3} /><Button kind="go">{t('record:box.remark.do')}</Button></Form>
}

const contents: Record<Box, (props: BoxProps) => JSX.Element> = {
  acknowledge: Acknowledge, accept: Accept, supplement: SupplementBox, assign: Assign, answer: Answer, decide: Decide, followUp: FollowUp, evaluate: Evaluate, close: Close, remark: Remark,
}

const untilAnswered = new Set<Box>(['accept', 'assign', 'answer', 'supplement'])

/** What this person has to do now: the only box on the page. */
export function ActionBox({ box, view, reply, late }: BoxProps & { box: Box; late?: boolean }) {
  const { t } = useTranslation()
  const Content = contents[box]
  const { dueAt, sentAt, now, level } = view
  return (
    <section className="todo now" aria-labelledby={`box-${box}`}>
      <h2 id={`box-${box}`}>{t(`record:box.${box}.title`)}</h2>
      {late ? <p className="hint">{t('record:kept')}</p> : null}
      {untilAnswered.has(box) && dueAt && sentAt && level ? <Clock dueAt={dueAt} startedAt={sentAt} now={now} promise={t(`record:promise.${level}`)} /> : null}
      <Content view={view} reply={reply} />
    </section>
  )
}
