import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomPage } from '~/domain/rooms/queries.server'
import { useSaving } from '~/sockets/kept-choices'
import { useLineCare } from '~/sockets/use-line-care'
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
import { SoundNotes } from './sound-notes'
import { Stage } from './stage'
import { staged } from './parts'
import { useAnnouncements } from './use-announcements'
import { useRoomKeys } from './use-room-keys'

const panels = ['agenda', 'minutes', 'chat'] as const
export type Panel = (typeof panels)[number]

/** The live room: pictures in the middle, questions left, minutes and chat right, people below; one panel at a time on a phone. */
export function Room({ room, reply }: { room: RoomPage; reply: unknown }) {
  const { t } = useTranslation()
  const { link, view } = useRoom(room.conferenceId, room.state)
  const me = room.me.personId
  const media = useMedia(link, view, me, room.me.runs)
  const [saving, save] = useSaving()
  const { mesh, tune } = media
  const care = useLineCare({ link, view, mesh, tune, on: media.state === 'on', pictures: media.camera || media.screen, saving, me })
  const [panel, setPanel] = useState<Panel>('minutes')
  const keys = useRoomKeys({ link, view, media, me, showChat: () => setPanel('chat') })
  const announcement = useAnnouncements(view.state, room)
  const shown = staged(room, view.state)
  if (!shown) return null
  const parts = { room: shown, link, view }
  return (
    <div className={`room shows-${panel}`}>
      <RoomBar {...parts} keys={keys} />
      <section className="msgs" aria-label={t('rooms:notices')}>
        <LineBanner {...parts} />
        <MediaBanner {...parts} media={media} />
        <SoundNotes {...parts} media={media} care={care} saving={saving} />
        <Refusals {...parts} />
      </section>
      <p className="sr" aria-live="polite" role="status">{announcement}</p>
      <Agenda {...parts} />
      <Stage {...parts} faces={<Faces {...parts} media={media} care={care} />} />
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
      <Controls {...parts} media={media} reply={reply} saving={saving} save={save} />
    </div>
  )
}
