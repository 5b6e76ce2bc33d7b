import { useTranslation } from 'react-i18next'
import { isOpen } from '~/domain/consults/lifecycle'
import { ActionBox } from './boxes'
import { Approvals } from './duty-boxes'
import { deedsOf, type Box, type Other } from './deeds'
import { NotYet, OtherDeed } from './others'
import { Supplementing } from './supplementing'
import { useTyped } from './use-typed'
import type { RecordView } from '~/ui/record/view.server'

const boxOrder: readonly Box[] = ['acknowledge', 'confirmApproval', 'approve', 'takeOn', 'approveByTelephone', 'accept', 'assign', 'answer', 'decide', 'endEpisode', 'followUp', 'evaluate', 'close', 'enterReadmission', 'remark']
const otherOrder: readonly Other[] = ['returnForChanges', 'takeOver', 'handOver', 'askForMore', 'redirect', 'conference', 'backlog', 'correct', 'dissent', 'reassign', 'endEpisode', 'askAgain', 'refer', 'evaluateAgain', 'closeNotFollowed', 'reopen', 'decline', 'reject', 'withdraw']

/** Whose turn it is when it is not this reader's. */
function Waiting({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const names = { requesting: view.requesting?.shortName ?? '', supporting: view.supporting?.shortName ?? '', specialist: view.specialist?.name ?? '', doctor: view.treatingDoctor.name, receiving: view.receiving?.name ?? '' }
  return <section className="turn"><h2>{t(isOpen(view.state) ? 'record:waiting.title' : 'record:waiting.over')}</h2><p>{t(view.receiving && view.state === 'following' ? 'record:waiting.followedThere' : `record:waiting.${view.state}`, names)}</p></section>
}

/** What this person may do with the consult; keeps a form somebody is typing in even when it is no longer offered. */
export function Actions({ view, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
  const { boxes, others, off } = deedsOf(view)
  const { typed, onInput } = useTyped(reply)
  const shownBoxes = boxOrder.filter((box) => boxes.includes(box) || typed(box, 'box', others.some((other) => other === box)))
  const shownOthers = otherOrder.filter((other) => others.includes(other) || typed(other, 'other', shownBoxes.some((box) => box === other)))
  return (
    <div className="actions" onInput={onInput}>
      {shownBoxes.length === 0 && !(view.may.supplement && view.state === 'awaitingSupplement') ? <Waiting view={view} /> : null}
      <Approvals view={view} />
      {shownBoxes.map((box) => <ActionBox key={box} box={box} view={view} reply={reply} late={!boxes.includes(box)} />)}
      <Supplementing view={view} reply={reply} typed={typed('supplement', 'box')} />
      {shownOthers.length + off.length > 0 ? (
        <section className="acts">
          <h2>{t('record:other.title')}</h2>
          {shownOthers.map((other) => (
            <div key={other}>
              {others.includes(other) ? null : <p className="hint">{t('record:kept')}</p>}
              <OtherDeed deed={other} view={view} reply={reply} />
            </div>
          ))}
          {off.map((one) => <NotYet key={one.deed} off={one} />)}
        </section>
      ) : null}
    </div>
  )
}
