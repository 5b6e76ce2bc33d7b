import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomPage } from '~/domain/rooms/queries.server'
import { useMedia } from '~/sockets/use-media'
import { useRoom } from '~/sockets/use-room'
import { Agenda } from './agenda'
import { CallPanel } from './call-panel'
import { Chat } from './chat'
import { Controls } from './controls'
import { Faces } from './faces'
import { LineBanner } from './line-banner'
import { MediaBanner } from './media-banner'
import { MinutesPanel } from './minutes-panel'
import { Refusals } from './refusals'
import { RoomBar } from './room-bar'
import { Stage } from './stage'
import { useAnnouncements } from './use-announcements'
import { useRoomKeys } from './use-room-keys'

const panels = ['agenda', 'minutes', 'chat'] as const
export type Panel = (typeof panels)[number]

/** The live room: pictures in the middle, questions left, minutes and chat right, people below; one panel at a time on a phone. */
export function Room({ room, reply }: { room: RoomPage; reply: unknown }) {
  const { t } = useTranslation()
  const { link, view } = useRoom(room.conferenceId, room.state)
  const media = useMedia(link, view, room.me.personId)
  const [panel, setPanel] = useState<Panel>('minutes')
  const keys = useRoomKeys({ link, view, media, me: room.me.personId, showChat: () => setPanel('chat') })
  const announcement = useAnnouncements(view.state, room)
  const parts = { room, link, view }
  return (
    <div className={`room shows-${panel}`}>
      <RoomBar {...parts} keys={keys} />
      <section className="msgs" aria-label={t('rooms:notices')}>
        <LineBanner {...parts} />
        <MediaBanner {...parts} media={media} />
        <Refusals {...parts} />
      </section>
      <p className="sr" aria-live="polite" role="status">{announcement}</p>
      <Agenda {...parts} />
      <Stage {...parts} faces={<Faces {...parts} media={media} />} />
      <nav className="tabs" aria-label={t('rooms:panels')}>
        {panels.map((name) => (
          <button type="button" key={name} aria-pressed={panel === name} onClick={() => setPanel(name)}>
            {t(name === 'minutes' && room.kind !== 'conference' ? `rooms:call.${room.kind}` : `rooms:panel.${name}`)}
            {name === 'agenda' && view.state.hands.length > 0 ? <span className="count">{view.state.hands.length}</span> : null}
          </button>
        ))}
      </nav>
      <aside className="notes">
        {room.kind === 'conference' ? <MinutesPanel {...parts} /> : <CallPanel {...parts} />}
        <Chat {...parts} />
      </aside>
      <Controls {...parts} media={media} reply={reply} />
    </div>
  )
}
