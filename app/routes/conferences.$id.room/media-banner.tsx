import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { keptChoice } from '~/sockets/kept-choices'
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
        <Join conferenceId={room.conferenceId} media={media} />
      ) : null}
      {media.problem && !media.placeFree ? (
        <div className="lost" role="status">
          <Icon name="sig0" /><p>{t(media.problem.key, { ...media.problem.params })}{media.cameraFree ? ` ${t('rooms:media.cameraFree')}` : null}</p>
          {media.cameraFree ? <button type="button" className="btn" onClick={media.toggleCamera}>{t('rooms:media.cameraOn')}</button> : null}
        </div>
      ) : null}
      {media.placeFree ? <div className="lost over" role="status"><Icon name="done" /><p>{t('rooms:media.placeFree')}</p></div> : null}
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

const ways = [
  { key: 'rooms:media.sound', mic: true, camera: false }, { key: 'rooms:media.soundAndPicture', mic: true, camera: true }, { key: 'rooms:media.listen', mic: false, camera: false },
] as const

/** The way that was chosen last in this browser is the one offered first. */
function Join({ conferenceId, media }: { conferenceId: string; media: Media }) {
  const { t } = useTranslation()
  const last = keptChoice()
  const chosen = ways.find(({ mic, camera }) => mic === last.mic && camera === last.camera) ?? ways[0]
  return (
    <div className="join">
      <p>{t('rooms:media.question')} <Link to={`/conferences/${conferenceId}/check`} prefetch="none">{t('rooms:media.check')}</Link></p>
      {ways.map((way) => (
        <button type="button" key={way.key} className={way === chosen ? 'btn go' : 'btn'} onClick={() => media.enter({ mic: way.mic, camera: way.camera })}>
          {way === chosen && way.mic ? <Icon name="mic" /> : null}{t(way.key)}
        </button>
      ))}
    </div>
  )
}
