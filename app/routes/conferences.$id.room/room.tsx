import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomPage } from '~/domain/rooms/queries.server'
import type { WayInNow } from '~/domain/rooms/way-in.server'
import { useSaving } from '~/sockets/kept-choices'
import { useLineCare } from '~/sockets/use-line-care'
import { useMedia } from '~/sockets/use-media'
import { useRoom } from '~/sockets/use-room'
import { Agenda } from './agenda'
import { CallPanel } from './call-panel'
import { Chat } from './chat'
import { Controls } from './controls'
import { Faces } from './faces'
import { HelpBanner } from './help'
import { LeadBanner } from './lead-banner'
import { LineBanner } from './line-banner'
import { MediaBanner } from './media-banner'
import { MinutesPanel } from './minutes-panel'
import { PollBanner } from './poll-banner'
import { Refusals } from './refusals'
import { RoomBar } from './room-bar'
import { SoundNotes } from './sound-notes'
import { Stage } from './stage'
import { OtherCall, useOtherCall } from './other-call'
import { factsOf, staged } from './parts'
import { useAgendaRefresh } from './use-agenda-refresh'
import { useAnnouncements } from './use-announcements'
import { useRoomKeys } from './use-room-keys'
import { WayInList } from './way-in-list'

const panels = ['agenda', 'minutes', 'chat'] as const
export type Panel = (typeof panels)[number]
interface RoomProps { room: RoomPage; wayIn: WayInNow; reply: unknown }

/** The live room: pictures in the middle, questions left, minutes and chat right, people below; one panel at a time on a phone. */
function LiveRoom({ room, wayIn, reply }: RoomProps) {
  const { t } = useTranslation()
  const { call, view } = useRoom(useMemo(() => factsOf(room), [room]), room.state, room.now)
  const { link } = call
  const me = room.me.personId
  const media = useMedia(call.media)
  const care = useLineCare(call.care)
  const [saving, save] = useSaving()
  const [panel, setPanel] = useState<Panel>('minutes')
  const keys = useRoomKeys({ link, view, media, me, showChat: () => setPanel('chat') })
  const announcement = useAnnouncements(view.state, room)
  const [chosen, look] = useState<string | null>(null)
  useAgendaRefresh(link)
  const shown = staged(room, view.state, chosen)
  if (!shown) return null
  const parts = { room: shown, link, view }
  const elsewhere = view.state.stage !== null && view.state.stage !== shown.item && room.items.some(({ id }) => id === view.state.stage)
  return (
    <div className={`room shows-${panel}`}>
      <RoomBar {...parts} keys={keys} />
      <section className="msgs" aria-label={t('rooms:notices')}>
        <LineBanner {...parts} />
        <WayInList {...parts} wayIn={wayIn} reply={reply} />
        {wayIn.link ? null : <MediaBanner {...parts} media={media} />}
        <SoundNotes {...parts} media={media} care={care} saving={saving} />
        <LeadBanner {...parts} back={elsewhere ? () => look(null) : null} />
        <HelpBanner {...parts} />
        <PollBanner {...parts} />
        <Refusals {...parts} />
      </section>
      <p className="sr" aria-live="polite" role="status">{announcement}</p>
      <Agenda {...parts} look={look} reply={reply} />
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

/** Nobody is in two rooms: who is still in another one is asked first. */
export function Room(props: RoomProps) {
  const other = useOtherCall(props.room.conferenceId)
  return other ? <OtherCall other={other} /> : <LiveRoom {...props} />
}
