import { useTranslation } from 'react-i18next'
import type { Complaint } from '~/platform/http/form'
import { Button, ButtonLink } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { TextArea } from '~/ui/text-area'
import { Assign } from './assign'
import type { Off, Other } from './deeds'
import { HandOver, Redirect, TakeOver } from './duty-others'
import { EndEpisodeFields } from './after-boxes'
import { AskAgain, Refer } from './after-others'
import { EvaluationFields } from './evaluation-fields'
import { KeepDissent } from './keep-dissent'
import type { RecordView } from '~/ui/record/view.server'

type WithReason = 'returnForChanges' | 'reject' | 'askForMore' | 'decline' | 'closeNotFollowed' | 'reopen' | 'withdraw'
interface OtherProps { view: RecordView; reply: unknown }

const refused = (reply: unknown, intent: string): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && 'problems' in reply && reply.intent === intent && (reply.problems as Complaint[]).length > 0

/** What cannot be undone asks for its reason and says who will read it. */
function Reasoned({ deed, view, reply }: OtherProps & { deed: WithReason }) {
  const { t } = useTranslation()
  const stops = deed !== 'askForMore' && deed !== 'returnForChanges' && deed !== 'reopen'
  return (
    <Dialog title={t(`record:other.${deed}.title`)} trigger={t(`record:other.${deed}.title`)} kind={stops ? 'stop' : 'plain'} open={refused(reply, deed)}>
      <Form intent={deed} reply={reply}>
        <p>{t(`record:other.${deed}.text`, { requesting: view.requesting?.shortName ?? '', supporting: view.supporting?.shortName ?? '' })}</p>
        <TextArea name="note" label={t(`record:other.${deed}.note`)} rows={4} />
        <div className="btns"><Button kind={stops ? 'stop' : 'go'}>{t(`record:other.${deed}.do`)}</Button></div>
      </Form>
    </Dialog>
  )
}

function EndEpisode({ view, reply }: OtherProps) {
  const { t } = useTranslation()
  return <Dialog title={t('record:other.endEpisode.title')} trigger={t('record:other.endEpisode.title')} open={refused(reply, 'endEpisode')}><EndEpisodeFields view={view} reply={reply} /></Dialog>
}

function EvaluateAgain({ view, reply }: OtherProps) {
  const { t } = useTranslation()
  return (
    <Dialog key={view.outcome?.evaluatedAt} title={t('record:other.evaluateAgain.title')} trigger={t('record:other.evaluateAgain.title')} open={refused(reply, 'evaluate')}>
      <Form intent="evaluate" reply={reply}><EvaluationFields outcome={view.outcome} /><div className="btns"><Button kind="go">{t('record:box.evaluate.do')}</Button></div></Form>
    </Dialog>
  )
}

function Reassign({ view, reply }: OtherProps) {
  const { t } = useTranslation()
  return (
    <Dialog key={view.specialistId} title={t('record:other.reassign.title')} trigger={t('record:other.reassign.title')} open={refused(reply, 'reassign')}>
      <Assign view={view} reply={reply} again />
    </Dialog>
  )
}

/** One further thing this person may do. */
export function OtherDeed({ deed, view, reply }: OtherProps & { deed: Other }) {
  const { t } = useTranslation()
  switch (deed) {
    case 'redirect': return <Redirect view={view} reply={reply} open={refused(reply, 'redirect')} />
    case 'handOver': return <HandOver view={view} reply={reply} open={refused(reply, 'handOver')} />
    case 'takeOver': return <TakeOver view={view} reply={reply} open={refused(reply, 'takeOver')} />
    case 'returnForChanges': case 'reject': case 'askForMore': case 'decline': case 'closeNotFollowed': case 'reopen': case 'withdraw': return <Reasoned deed={deed} view={view} reply={reply} />
    case 'reassign': return <Reassign view={view} reply={reply} />
    case 'endEpisode': return <EndEpisode view={view} reply={reply} />
    case 'askAgain': return <AskAgain view={view} reply={reply} open={refused(reply, 'askAgain')} />
    case 'refer': return <Refer view={view} reply={reply} open={refused(reply, 'refer')} />
    case 'evaluateAgain': return <EvaluateAgain view={view} reply={reply} />
    case 'conference': return <ButtonLink to={`/consults/${view.id}/conference`} icon="cal">{t('record:other.conference')}</ButtonLink>
    case 'backlog': return <ButtonLink to={`/schedule/backlog/enter?consult=${view.id}`} icon="wait">{t('record:other.backlog')}</ButtonLink>
    case 'dissent': return <KeepDissent view={view} reply={reply} />
    case 'correct': return <ButtonLink to={`/consults/${view.id}/answer`}>{t('record:other.correct')}</ButtonLink>
    default: return deed satisfies never
  }
}

/** What cannot be done yet: shown grey, with the reason. */
export function NotYet({ off: { deed, reason } }: { off: Off }) {
  const { t } = useTranslation()
  return <span className="off"><Icon name="lock" /><span>{t(`record:off.${deed}`)}<small>{t(`record:off.${reason}`)}</small></span></span>
}
