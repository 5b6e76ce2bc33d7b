import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '~/sockets/call'
import { endCall, useKeysOn } from '~/sockets/current-call'
import { isTyping } from '~/sockets/is-typing'
import { useMedia } from '~/sockets/use-media'
import { useLineCare } from '~/sockets/use-line-care'
import { Icon } from '../icon'
import { RoomSprite } from '../room-sprite'
import sheet from './dock.css?url'
import { Elapsed } from './elapsed'
import { useDockRoom } from './use-dock-room'
import { useKeepDocument } from './use-keep-document'

/** The room one is in, while one is on another page: nothing of it ends by walking. */
export default function Dock({ call }: { call: Call }) {
  const { pathname } = useLocation()
  const { conferenceId } = call.facts
  useSyncExternalStore(call.link.subscribe, call.link.view, call.link.view)
  useKeepDocument()
  // On the conference's own page one sees that it is over.
  const seen = call.over && pathname === `/conferences/${conferenceId}`
  useEffect(() => {
    if (seen) endCall()
  }, [seen])
  const inRoom = pathname === `/conferences/${conferenceId}/room`
  // The sheet is there before the dock is.
  return <><link rel="stylesheet" href={sheet} />{inRoom || seen ? null : <Bar call={call} />}</>
}

function Bar({ call }: { call: Call }) {
  const { t } = useTranslation('rooms')
  const { facts, link, over } = call
  const bar = useDockRoom()
  const leave = () => {
    if (!over && link.view().pending.length > 0 && !window.confirm(t('rooms:leave.unsent'))) return
    const held = bar.current?.contains(document.activeElement)
    endCall()
    // Whoever pressed it by keyboard goes on in the page.
    if (held) document.getElementById('main')?.focus()
  }
  return (
    <section ref={bar} className={over ? 'dock over' : 'dock'} aria-label={t('rooms:dock.label')}>
      <RoomSprite />
      <p className="dock-what"><b>{t('rooms:dock.title', { codes: facts.codes.join(', ') })}</b>{over ? null : <Elapsed since={facts.openedAt} now={link.now} />}</p>
      <State call={call} />
      <div className="dock-do">
        {over ? null : <Devices call={call} />}
        {over
          ? <Link className="btn" to={`/conferences/${facts.conferenceId}`} prefetch="none">{t('rooms:closed.go')}</Link>
          : <Link className="btn go" to={`/conferences/${facts.conferenceId}/room`} prefetch="none">{t('rooms:dock.back')}</Link>}
        <button type="button" className="btn" onClick={leave}>{over ? null : <Icon name="leave" />}{t(over ? 'rooms:dock.dismiss' : 'rooms:leave.go')}</button>
      </div>
    </section>
  )
}

/** What one must know, said politely; else who speaks. */
function State({ call }: { call: Call }) {
  const { t } = useTranslation('rooms')
  const { facts, link } = call
  const media = useMedia(call.media)
  const { speaking } = useLineCare(call.care)
  const { state, line } = link.view()
  const words = state.closedAt !== null ? t('rooms:closed.title')
    : line === 'refused' || line === 'signedOut' ? `${t(`rooms:${line}.title`)} ${t(`rooms:dock.${line}`)}`
      : line === 'down' ? t('rooms:dock.down')
        : media.problem ? t(media.problem.key, { ...media.problem.params })
          : media.muted && media.state === 'on' ? t('rooms:mics.youAreOff') : null
  const names = facts.people.filter(({ personId }) => personId !== facts.me.personId && speaking.includes(personId)).map(({ fullName }) => fullName)
  return (
    <>
      <p className={words ? 'dock-state' : 'sr'} role="status">{words}</p>
      {words ? null : <p className="dock-who">{names.length > 0 ? t('rooms:dock.speaks', { names: names.join(', ') }) : t(`rooms:dock.${line === 'connecting' ? 'connecting' : media.state === 'on' ? 'quiet' : 'textOnly'}`)}</p>}
    </>
  )
}

function Devices({ call }: { call: Call }) {
  const { t } = useTranslation('rooms')
  const media = useMedia(call.media)
  const [keysOn] = useKeysOn()
  const mic = useRef(media.toggleMic)
  mic.current = media.toggleMic
  const listens = keysOn && media.state === 'on'
  useEffect(() => {
    if (!listens) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return
      if (event.key.toLowerCase() === 'm') mic.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [listens])
  if (media.state === 'off') return null
  return (
    <>
      <button type="button" className={media.mic ? 'btn' : 'btn dock-off'} aria-pressed={media.mic} aria-keyshortcuts={keysOn ? 'M' : undefined} onClick={media.toggleMic}><Icon name="mic" />{t(media.mic ? 'rooms:media.micOff' : 'rooms:media.micOn')}</button>
      {media.camera ? <button type="button" className="btn" onClick={media.toggleCamera}><Icon name="camoff" />{t('rooms:media.cameraOff')}</button> : null}
    </>
  )
}
