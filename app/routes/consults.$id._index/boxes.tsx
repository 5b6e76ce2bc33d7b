import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Clock } from '~/ui/clock'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'
import { Assign } from './assign'
import type { Box } from './deeds'
import { Approve, ApproveByTelephone, ConfirmApproval, TakeOn } from './duty-boxes'
import { EndEpisodeFields, FollowUp, Readmission } from './after-boxes'
import { EvaluationFields } from './evaluation-fields'
import type { RecordView } from '~/ui/record/view.server'

interface BoxProps { view: RecordView; reply: unknown }

const decisions = ['apply', 'partly', 'not'] as const

function Acknowledge({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  const latest = view.corrected
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

function Answer({ view }: BoxProps) {
  const { t } = useTranslation()
  const { may, asked, ownOpinion, questions, round } = view
  const count = questions.filter((question) => question.round === round).length
  if (!may.answer) return <><p>{t('answer:box.opine', { count })}</p><div className="btns"><ButtonLink kind="go" to={`/consults/${view.id}/answer`}>{t('answer:box.doOpine')}</ButtonLink><ButtonLink to={`/consults/${view.id}/reply`}>{t('answer:box.short')}</ButtonLink></div></>
  if (asked.length < 2) return <><p>{t('record:box.answer.text', { count })}</p><ButtonLink kind="go" to={`/consults/${view.id}/answer`}>{t('record:box.answer.do')}</ButtonLink><ButtonLink to={`/consults/${view.id}/reply`}>{t('answer:box.short')}</ButtonLink></>
  return (
    <>
      <p>{t('answer:box.conclude', { count, answered: asked.filter(({ answered }) => answered).length, all: asked.length })}</p>
      <ButtonLink kind="go" to={`/consults/${view.id}/answer`}>{t('answer:box.doConclude')}</ButtonLink>
      {ownOpinion ? null : <ButtonLink to={`/consults/${view.id}/answer?as=opinion`}>{t('answer:box.doOpine')}</ButtonLink>}
    </>
  )
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

function Evaluate({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="evaluate" reply={reply}><EvaluationFields outcome={view.outcome} /><Button kind="go">{t('record:box.evaluate.do')}</Button></Form>
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
  acknowledge: Acknowledge, confirmApproval: ConfirmApproval, approve: Approve, approveByTelephone: ApproveByTelephone, takeOn: TakeOn, accept: Accept, assign: Assign, answer: Answer, decide: Decide, endEpisode: EndEpisodeFields, followUp: FollowUp, evaluate: Evaluate, close: Close, enterReadmission: Readmission, remark: Remark,
}

const untilAnswered = new Set<Box>(['takeOn', 'accept', 'assign', 'answer'])

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
