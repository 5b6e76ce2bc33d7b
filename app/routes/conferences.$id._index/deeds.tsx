import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { Button, ButtonLink } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { TextArea } from '~/ui/text-area'

const answers = (reply: unknown, intent: string): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === intent

/** What can be done now, before anything is read. */
export function Deeds({ page, reply }: { page: ConferencePage; reply: unknown }) {
  const { t } = useTranslation()
  const { conference, may, myRole } = page
  const before = conference.state === 'planned'
  return (
    <>
      {conference.reason ? <Note tone="soon" title={t(conference.state === 'notHeld' ? 'schedule:page.notHeld' : 'schedule:page.withdrawn')}>{conference.reason}</Note> : null}
      <div className="btns mt-4">
        {may.enter ? <ButtonLink kind="go" to={`/conferences/${conference.id}/room`} reloadDocument>{t('schedule:page.enter')}</ButtonLink> : null}
        {myRole && (conference.state === 'planned' || conference.state === 'open') ? <ButtonLink to={`/conferences/${conference.id}/check`} reloadDocument>{t('schedule:page.check')}</ButtonLink> : null}
        {may.open ? <Form intent="open" reply={reply}><Button kind="go">{t('schedule:page.open')}</Button></Form> : null}
        {page.papers.map(({ id, kind }) => <ButtonLink key={id} kind={kind === 'minutes' ? 'go' : 'plain'} to={`/consults/${page.consult.id}/papers/${id}`} reloadDocument icon="doc">{t(kind === 'minutes' ? 'schedule:page.paper' : 'schedule:page.fullPaper')}</ButtonLink>)}
        {may.recordNotHeld ? (
          <Dialog title={t(before ? 'schedule:plan.callOffTitle' : 'schedule:page.notHeldTitle')} trigger={t(before ? 'schedule:plan.callOff' : 'schedule:page.notHeldTrigger')} kind="stop" open={answers(reply, 'notHeld')}>
            <Form intent="notHeld" reply={reply}>
              <p>{t(before ? 'schedule:plan.callOffWords' : 'schedule:page.notHeldWords')}</p>
              <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
              <div className="btns"><Button kind="stop">{t(before ? 'schedule:plan.callOff' : 'schedule:page.notHeldGo')}</Button></div>
            </Form>
          </Dialog>
        ) : null}
      </div>
    </>
  )
}
