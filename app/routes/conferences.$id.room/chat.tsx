import { useEffect, useRef, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { longestChat } from '~/domain/rooms/limits'
import { Chip } from '~/ui/chip'
import { TimeText } from '~/ui/time-text'
import { nameOf, type Parts } from './parts'

/** Lines of the room, and below them what was said here and is not yet there. */
export function Chat({ room, link, view }: Parts) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const { chat } = view.state
  const waiting = view.pending.filter((command) => command.verb === 'room:say')
  const shown = chat.length + waiting.length
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [shown])
  const say = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const field = event.currentTarget.elements.namedItem('text')
    if (!(field instanceof HTMLInputElement) || !field.value.trim()) return
    link.send('room:say', { text: field.value.trim() })
    field.value = ''
    link.unsaid = ''
  }
  return (
    <section className="chat" aria-label={t('rooms:chat.title')}>
      <h2>{t('rooms:chat.title')}</h2>
      <div ref={list} className="lines" tabIndex={0} role="log" aria-label={t('rooms:chat.lines')}><ul>
        {chat.map((line) => (
          <li key={line.seq}><TimeText at={line.at} form="time" /><span><b>{line.personId === room.me.personId ? t('rooms:me') : nameOf(room, line.personId)}:</b> {line.text}</span></li>
        ))}
        {waiting.map((command) => (
          <li key={command.cmdId} className="wait">
            <TimeText at={command.since} form="time" />
            <span>
              <b>{t('rooms:me')}:</b> {'text' in command.input ? String(command.input.text) : ''}{' '}
              {command.refused
                ? <><Chip tone="late" icon="no">{t(command.refused.problem, { ...command.refused.params })}</Chip> <button type="button" className="btn bare" onClick={() => link.dismiss(command.cmdId)}>{t('rooms:chat.dismiss')}</button></>
                : <Chip tone="soon" icon="soon">{t(view.line === 'up' ? 'rooms:chat.sending' : 'rooms:chat.waiting')}</Chip>}
            </span>
          </li>
        ))}
      </ul></div>
      <form onSubmit={say}>
        <input className="in" name="text" id="chat-text" autoComplete="off" defaultValue={link.unsaid} onInput={({ currentTarget }) => { link.unsaid = currentTarget.value }} maxLength={longestChat} aria-label={t('rooms:chat.label')} placeholder={t('rooms:chat.label')} />
        <button className="btn">{t('rooms:chat.send')}</button>
      </form>
    </section>
  )
}
