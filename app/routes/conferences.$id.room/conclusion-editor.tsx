import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { longestConclusion } from '~/domain/rooms/limits'
import { ConclusionDraft } from '~/sockets/conclusion-draft'
import { Button } from '~/ui/button'
import { Note } from '~/ui/note'
import { nameOf, type Parts } from './parts'

const tellEvery = 2_000

/** The draft, and a field that takes over texts that were not typed into it. */
function useDraft({ link, room, number }: Parts & { number: number }) {
  const [draft] = useState(() => new ConclusionDraft(link, room.item, number, room.me.personId))
  const view = useSyncExternalStore(draft.subscribe, draft.view, draft.view)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (field.current && view.revision > 0) field.current.value = draft.view().text
  }, [draft, view.revision])
  const told = useRef(0)
  const type = (text: string) => {
    draft.typed(text)
    if (Date.now() - told.current < tellEvery || !link.socket?.connected) return
    told.current = Date.now()
    link.socket.volatile.emit('room:writing', { conferenceId: link.conferenceId, item: room.item, field: `conclusion:${number}` })
  }
  return { draft, view, field, type }
}

/** Where scribe and chair write a question's conclusion, or why there is none; saved as it is written. */
export function ConclusionEditor(parts: Parts & { number: number }) {
  const { t } = useTranslation()
  const { room, number } = parts
  const { draft, view, field, type } = useDraft(parts)
  const [initial] = useState(view.text)
  return (
    <div className="edit">
      {view.theirs ? (
        <Note tone="soon" title={t('rooms:stale.title', { name: nameOf(room, view.theirs.personId) })}>
          <p className="live">{view.theirs.text}</p>
          <p>{t('rooms:stale.words')}</p>
          <div className="btns">
            <Button type="button" onClick={draft.takeTheirs}>{t('rooms:stale.takeTheirs')}</Button>
            <Button type="button" onClick={draft.keepMine}>{t('rooms:stale.keepMine')}</Button>
          </div>
        </Note>
      ) : null}
      <label className="lab" htmlFor={`conclusion-${number}`}>{t(view.concluded ? 'rooms:conclusion' : 'rooms:noConclusion')}<span className="sr"> {t('rooms:question', { number })}</span></label>
      <textarea className="in" id={`conclusion-${number}`} ref={field} rows={3} maxLength={longestConclusion} defaultValue={initial}
        onInput={(event) => type(event.currentTarget.value)} onBlur={draft.save} aria-describedby={`conclusion-${number}-state`} />
      <fieldset className="agree">
        <legend className="sr">{t('rooms:kind.label', { number })}</legend>
        {[true, false].map((concluded) => (
          <label className="pick" key={String(concluded)}>
            <input type="radio" name={`kind-${number}`} checked={view.concluded === concluded} onChange={() => draft.choose(concluded)} />
            <span>{t(concluded ? 'rooms:kind.concluded' : 'rooms:kind.open')}</span>
          </label>
        ))}
      </fieldset>
      <p className="hint" id={`conclusion-${number}-state`}>{view.refused ? t(view.refused) : t(`rooms:saving.${view.saving}`)}</p>
    </div>
  )
}
