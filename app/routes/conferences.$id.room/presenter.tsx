import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { nameOf, type Parts } from './parts'
import type { useSharedView } from './use-shared-view'

const presenting: readonly string[] = ['chair', 'deputy', 'scribe', 'presenter', 'specialist']

/** Who leads the looking, and the way back to them. */
export function Presenter({ room, link, view, shared }: Parts & { shared: ReturnType<typeof useSharedView> }) {
  const { t } = useTranslation()
  const { presenterId, presents, around, follow } = shared
  const { personId: me, role } = room.me
  const give = (personId: string | null) => link.send('room:present', { personId })
  const here = room.people.filter(({ personId, role }) => presenting.includes(role) && view.state.people[personId]?.state === 'here')
  return (
    <div className="presents">
      {presents ? <b>{t('rooms:present.mine')}</b> : presenterId ? <span>{t('rooms:present.of', { name: nameOf(room, presenterId) })}</span> : null}
      {presents ? <button type="button" onClick={() => give(null)}>{t('rooms:present.back')}</button> : null}
      {around ? <><b className="around">{t('rooms:present.around')}</b><button type="button" className="main" onClick={follow}><Icon name="follow" small />{t('rooms:present.follow')}</button></> : null}
      {!presents && presenterId === null && presenting.includes(role) ? <button type="button" onClick={() => give(me)}>{t('rooms:present.take')}</button> : null}
      {room.me.runs ? (
        <select aria-label={t('rooms:present.give')} value="" onChange={({ target }) => give(target.value)}>
          <option value="" disabled>{t('rooms:present.give')}</option>
          {here.filter(({ personId }) => personId !== presenterId).map(({ personId, fullName }) => <option key={personId} value={personId}>{fullName}</option>)}
        </select>
      ) : null}
    </div>
  )
}
