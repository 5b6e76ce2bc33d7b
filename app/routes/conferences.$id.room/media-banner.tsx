import { useTranslation } from 'react-i18next'
import type { Media } from '~/sockets/use-media'
import { nameWithTitle } from '~/platform/names'
import { Icon } from '~/ui/icon'
import type { Parts } from './parts'

/** How to come in with sound; and when there is no sound for ten seconds, whom to telephone. The written room goes on meanwhile. */
export function MediaBanner({ room, view, media }: Parts & { media: Media }) {
  const { t } = useTranslation()
  const here = room.people.filter(({ personId }) => personId !== room.me.personId)
  return (
    <>
      {media.state === 'off' && view.line === 'up' && !view.state.closedAt ? (
        <div className="join">
          <p>{t('rooms:media.question')}</p>
          <button type="button" className="btn go" onClick={() => media.enter({ mic: true, camera: false })}><Icon name="mic" />{t('rooms:media.sound')}</button>
          <button type="button" className="btn" onClick={() => media.enter({ mic: true, camera: true })}>{t('rooms:media.soundAndPicture')}</button>
          <button type="button" className="btn" onClick={() => media.enter({ mic: false, camera: false })}>{t('rooms:media.listen')}</button>
        </div>
      ) : null}
      {media.problem ? <div className="lost" role="status"><Icon name="sig0" /><p>{t(media.problem.key, { ...media.problem.params })}</p></div> : null}
      {media.telephone && !view.state.closedAt ? (
        <div className="lost phones" role="status">
          <Icon name="phone" />
          <div>
            <p><b>{t('rooms:media.noneTitle')}</b> {t('rooms:media.noneWords')}</p>
            <ul>
              {room.hospitals.map(({ id, name, telephone }) => <li key={id}>{name}: {telephone ? <a href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>{telephone}</a> : t('rooms:media.noNumber')}</li>)}
              {here.map((person) => (person.telephone ? <li key={person.personId}>{nameWithTitle(person)}: <a href={`tel:${person.telephone}`}>{person.telephone}</a></li> : null))}
            </ul>
          </div>
        </div>
      ) : null}
    </>
  )
}
