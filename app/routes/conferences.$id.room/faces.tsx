import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isMuted } from '~/domain/rooms/room-state'
import type { RoomPerson } from '~/domain/rooms/queries.server'
import type { LineWord } from '~/sockets/contract'
import type { LineCare } from '~/sockets/use-line-care'
import type { Media, RemoteMedia } from '~/sockets/use-media'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Icon, type IconName } from '~/ui/icon'
import { leads, type Parts } from './parts'

const lineIcon = { good: 'sig4', fair: 'sig3', poor: 'sig2', bad: 'sig1' } as const

/** Who is invited, who is here, who is coming back; with their picture where there is one, how their line is and whether they speak. */
export function Faces({ room, view, media, care }: Parts & { media: Media; care: LineCare }) {
  const { t } = useTranslation()
  return (
    <ul className="faces" aria-label={t('rooms:people.title')} tabIndex={0}>
      {room.people.map((person) => (
        <Face key={person.personId} room={room} view={view} person={person} remote={media.remotes.filter(({ personId }) => personId === person.personId)}
          local={person.personId === room.me.personId ? media.local : null} line={care.lines[person.personId]} speaks={care.speaking.includes(person.personId)} />
      ))}
    </ul>
  )
}

interface FaceProps extends Pick<Parts, 'room' | 'view'> { person: RoomPerson; remote: RemoteMedia[]; local: MediaStream | null; line: LineWord | undefined; speaks: boolean }

function Face({ room, view, person, remote, local, line, speaks }: FaceProps) {
  const { t } = useTranslation()
  const presence = view.state.people[person.personId]?.state ?? 'never'
  const raised = view.state.hands.some(({ personId }) => personId === person.personId)
  const hospital = room.hospitals.find(({ id }) => id === person.hospitalId)
  const off = isMuted(view.state, person.personId, leads(person))
  const icon: IconName = raised ? 'hand' : person.role === 'scribe' ? 'pen' : presence === 'here' ? (line ? lineIcon[line.quality] : 'sig4') : presence === 'lost' ? 'sig2' : 'sig0'
  return (
    <li className={['face', presence !== 'here' && 'gone', speaks && !off && 'talk'].filter(Boolean).join(' ')}>
      {remote.map((peer) => <Stream key={peer.peer} stream={peer.main} pictured={peer.pictured} />)}
      {remote.map((peer) => (peer.screen ? <Stream key={`${peer.peer}-screen`} stream={peer.screen} pictured large /> : null))}
      {local ? <Stream stream={local} pictured /> : null}
      <span className="ln"><HospitalBadge code={hospital?.code ?? ''} senior={hospital?.senior ?? false} /><Icon name={icon} /></span>
      <p>
        {person.fullName}{person.personId === room.me.personId ? `, ${t('rooms:meSmall')}` : null}
        <small>{t(`rooms:role.${person.role}`)}, {t(raised ? 'rooms:people.raised' : `rooms:people.${presence}`)}{speaks && !off ? <b>, {t('rooms:people.speaks')}</b> : null}{off ? `, ${t('rooms:mics.isOff')}` : null}</small>
        {line && presence === 'here' ? (
          <small className={line.quality === 'good' ? 'sr' : 'line'}>{t(`rooms:lines.${line.quality}`)}{line.reason === 'none' ? null : ` (${t(`rooms:lines.reason.${line.reason}`)})`}</small>
        ) : null}
      </p>
    </li>
  )
}

/** The picture, where there is one; the sound is played by the call itself, which goes on when this page goes. A stream is not an attribute, so it is set on the element. */
function Stream({ stream, pictured, large = false }: { stream: MediaStream; pictured: boolean; large?: boolean }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  const hasPicture = pictured && stream.getVideoTracks().length > 0
  return <video ref={video} autoPlay playsInline muted className={hasPicture ? (large ? 'ph large' : 'ph') : 'sr'} aria-hidden={hasPicture ? undefined : true} />
}
