import { useTranslation } from 'react-i18next'
import type { PlanPage } from '~/domain/schedule/plan-page.server'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { TextArea } from '~/ui/text-area'
import { asked } from '../conferences.$id._index/asked'

/** How far it is, and the step that comes next. */
export function Standing({ page: { conference: { state, reason }, approval, may }, reply }: { page: PlanPage; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <>
      {state === 'draft' ? <Note tone="rest" title={t('schedule:plan.draft')}>{t('schedule:plan.draftWords')}</Note> : null}
      {state === 'awaitingApproval' ? <Note tone="wait" title={t('schedule:plan.awaiting')}>{t('schedule:plan.awaitingWords')}</Note> : null}
      {state === 'refused' ? <Note tone="soon" title={t('schedule:plan.refused', { name: approval.by })}>{reason}</Note> : null}
      {state === 'notHeld' ? <Note tone="rest" title={t('schedule:plan.calledOff')}>{reason}</Note> : null}
      <div className="btns mt-4">
        {may.publish ? <Form intent="publish" reply={reply}><Button kind="go">{t('schedule:plan.publish')}</Button></Form> : null}
        {may.callOff && state !== 'open' ? (
          <Dialog title={t('schedule:plan.callOffTitle')} trigger={t('schedule:plan.callOff')} kind="stop" open={asked(reply, 'callOff')}>
            <Form intent="callOff" reply={reply}>
              <p>{t(state === 'planned' ? 'schedule:plan.callOffWords' : 'schedule:plan.callOffDraftWords')}</p>
              <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
              <div className="btns"><Button kind="stop">{t('schedule:plan.callOff')}</Button></div>
            </Form>
          </Dialog>
        ) : null}
      </div>
    </>
  )
}
