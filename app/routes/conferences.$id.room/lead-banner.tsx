import { useTranslation } from 'react-i18next'
import { isInterrupted, leaderOf, leadVersion } from '~/domain/rooms/lead'
import { Icon } from '~/ui/icon'
import { nameOf, type Parts } from './parts'

/** The conference is interrupted, or somebody else leads than the chair, who may take over again; and the way back to the consult on stage. */
export function LeadBanner({ room, link, view, back }: Parts & { back: (() => void) | null }) {
  const { t } = useTranslation()
  const { state } = view
  const leader = leaderOf(state, room.people)
  const chair = room.people.find(({ role }) => role === 'chair')
  const handed = room.kind === 'conference' && state.leads.length > 0 && leader !== chair?.personId
  if (state.closedAt) return null
  return (
    <>
      {room.kind === 'conference' && view.line === 'up' && isInterrupted(state, room.people) ? (
        <div className="lost" role="status"><Icon name="pause" /><p><b>{t('rooms:lead.interrupted')}</b> {t('rooms:lead.interruptedWords')}</p></div>
      ) : null}
      {handed ? (
        <div className="lost" role="status">
          <Icon name="follow" />
          <p>{leader ? <><b>{t('rooms:lead.now', { name: nameOf(room, leader) })}</b> {t('rooms:lead.nowWords')}</> : <b>{t('rooms:lead.nobody')}</b>}</p>
          {chair?.personId === room.me.personId ? <button type="button" className="btn" onClick={() => link.send('room:lead', { baseVersion: leadVersion(state) })}>{t('rooms:lead.take')}</button> : null}
        </div>
      ) : null}
      {back ? (
        <div className="lost thin" role="status">
          <Icon name="follow" /><p><b>{t('rooms:cases.other', { code: room.consult.code })}</b></p>
          <button type="button" className="btn" onClick={back}>{t('rooms:cases.back')}</button>
        </div>
      ) : null}
    </>
  )
}
