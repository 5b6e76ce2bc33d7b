import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomPerson } from '~/domain/rooms/queries.server'
import type { Media, RemoteMedia } from '~/sockets/use-media'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Icon, type IconName } from '~/ui/icon'
import type { Parts } from './parts'

/** Who is invited, who is here, who is coming back; with their picture where there is one. */
export function Faces({ room, view, media }: Parts & { media: Media }) {
  const { t } = useTranslation()
  return (
    <ul className="faces" aria-label={t('rooms:people.title')} tabIndex={0}>
      {room.people.map((person) => (
        <Face key={person.personId} room={room} view={view} person={person} remote={media.remotes.filter(({ personId }) => personId === person.personId)}
          local={person.personId === room.me.personId ? media.local : null} />
      ))}
    </ul>
  )
}

interface FaceProps extends Pick<Parts, 'room' | 'view'> { person: RoomPerson; remote: RemoteMedia[]; local: MediaStream | null }

function Face({ room, view, person, remote, local }: FaceProps) {
  const { t } = useTranslation()
  const presence = view.state.people[person.personId]?.state ?? 'never'
  const raised = view.state.hands.some(({ personId }) => personId === person.personId)
  const hospital = room.hospitals.find(({ id }) => id === person.hospitalId)
  const icon: IconName = raised ? 'hand' : person.role === 'scribe' ? 'pen' : presence === 'here' ? 'sig4' : presence === 'lost' ? 'sig2' : 'sig0'
  return (
    <li className={presence === 'here' ? 'face' : 'face gone'}>
      {remote.map((peer) => <Stream key={peer.peer} stream={peer.main} />)}
      {remote.map((peer) => (peer.screen ? <Stream key={`${peer.peer}-screen`} stream={peer.screen} large /> : null))}
      {local ? <Stream stream={local} muted /> : null}
      <span className="ln"><HospitalBadge code={hospital?.code ?? ''} senior={hospital?.senior ?? false} /><Icon name={icon} /></span>
      <p>
        {person.fullName}{person.personId === room.me.personId ? `, ${t('rooms:meSmall')}` : null}
        <small>{t(`rooms:role.${person.role}`)}, {t(raised ? 'rooms:people.raised' : `rooms:people.${presence}`)}</small>
      </p>
    </li>
  )
}

/** Sound always, picture where there is one. A stream is not an attribute, so it is set on the element. */
function Stream({ stream, muted = false, large = false }: { stream: MediaStream; muted?: boolean; large?: boolean }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  const hasPicture = stream.getVideoTracks().length > 0
  return <video ref={video} autoPlay playsInline muted={muted} className={hasPicture ? (large ? 'ph large' : 'ph') : 'sr'} aria-hidden={hasPicture ? undefined : true} />
}
