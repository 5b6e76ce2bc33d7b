import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { longestText } from '~/domain/rooms/text-fields'
import type { LiveTexts } from '~/sockets/use-minutes-texts'

interface SharedTextProps {
  live: LiveTexts
  /** which of the item's texts */
  field: string
  label: string
  /** the others read it as it is written */
  writes: boolean
  nameOf: (personId: string) => string
  rows?: number
}

/** One free text of the minutes, written by several at once and seen by everybody in the room. */
export function SharedText({ live: { texts, view }, field, label, writes, nameOf, rows = 4 }: SharedTextProps) {
  const { t } = useTranslation()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (writes && texts && area.current) return texts.bind(area.current, field)
  }, [texts, field, writes])
  const writer = view.writing[field]
  // Said where it was typed; what cannot even be opened is said everywhere.
  const refused = view.mine.size === 0 || view.mine.has(field) ? view.refused : null
  const state = refused ? t(refused.problem, { ...refused.params }) : t(`rooms:texts.${view.saving !== 'opening' && !view.mine.has(field) ? 'together' : view.saving}`)
  return (
    <div className="edit">
      {writes ? (
        <>
          <label className="lab" htmlFor={id}>{label}</label>
          <textarea className="in" id={id} ref={area} rows={rows} maxLength={longestText} readOnly={!texts} aria-describedby={`${id}-state`} />
          <p className="hint" id={`${id}-state`} role={refused ? 'status' : undefined}>{state}</p>
        </>
      ) : (
        <>
          <p className="lab">{label}</p>
          <p className="live">{texts?.text(field) || t(`rooms:texts.${texts ? 'empty' : 'opening'}`)}</p>
        </>
      )}
      <p className="hint" aria-live="polite">{writer ? t('rooms:texts.writing', { name: nameOf(writer) }) : null}</p>
    </div>
  )
}
