import { useTranslation } from 'react-i18next'
import type { Invitations } from '~/domain/schedule/invitations.server'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { formatDateTime } from '~/platform/dates'
import { Button, ButtonLink } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { TextArea } from '~/ui/text-area'
import { asked } from './asked'
import { TimeForm } from './time-form'

interface InvitationProps { page: ConferencePage; invitations: Invitations; reply: unknown }

const tones = { accepted: 'done', declined: 'rest', proposed: 'wait' } as const

/** What one was asked and answered; whoever arranged may move the conference; everybody takes it into their own calendar. */
export function Invitation({ page: { conference }, invitations, reply }: InvitationProps) {
  const { t } = useTranslation()
  const { mine, may, sequence } = invitations
  if (conference.state !== 'planned') return null
  const given = may.answer ? mine?.reply ?? null : null
  return (
    <section className="invitation" aria-label={t('schedule:invitation.title')}>
      {may.answer && !given ? <Note tone="soon" title={t('schedule:invitation.asked')}>{t('schedule:invitation.askedWords')}</Note> : null}
      {given ? (
        <Note tone={tones[given]} title={t(`schedule:invitation.mine.${given}`)}>
          {mine?.proposal ? `${formatDateTime(mine.proposal.startsAt)}. ` : ''}{mine?.reason}{mine?.proposal?.refused ? ` ${t('schedule:invitation.kept')}` : ''}
        </Note>
      ) : null}
      <div className="btns mt-4">
        {may.answer && given !== 'accepted' ? (
          <Form intent="accept" reply={reply}>
            <input type="hidden" name="sequence" value={sequence} />
            <Button kind="go" icon="done">{t('schedule:invitation.accept')}</Button>
          </Form>
        ) : null}
        {may.answer && given !== 'declined' ? (
          <Dialog title={t('schedule:invitation.declineTitle')} trigger={t('schedule:invitation.decline')} open={asked(reply, 'decline')}>
            <Form intent="decline" reply={reply}>
              <input type="hidden" name="sequence" value={sequence} />
              <p>{t('schedule:invitation.declineWords')}</p>
              <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
              <div className="btns"><Button kind="go">{t('schedule:invitation.declineGo')}</Button></div>
            </Form>
          </Dialog>
        ) : null}
        {may.answer ? <TimeForm intent="propose" planned={invitations} reply={reply} open={asked(reply, 'propose')} /> : null}
        {may.move ? <TimeForm intent="move" planned={invitations} reply={reply} open={asked(reply, 'move')} /> : null}
        <ButtonLink to={`/conferences/${conference.id}/calendar`} reloadDocument icon="cal">{t('schedule:invitation.file')}</ButtonLink>
      </div>
    </section>
  )
}
