import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'
import { Button } from './button'
import { labelOf, wordsFor } from './kept-draft-form'
import { Note } from './note'
import type { Kept } from './use-kept-draft'

/** A text that waited in this browser, beside what the form holds: restored or given up, never silently. */
export default function KeptOffer({ offer, restore, giveUp }: Pick<Kept, 'restore' | 'giveUp'> & { offer: NonNullable<Kept['offer']> }) {
  const { t } = useTranslation('kept', { useSuspense: true })
  const form = document.getElementById(offer.formId)
  if (!(form instanceof HTMLFormElement)) return null
  const show = (name: string, values: string[]) => values.filter((value) => value.trim() !== '').map((value) => wordsFor(form, name, value)).join('\n') || t('empty')
  return (
    <section className="kept" aria-live="polite">
      <Note tone="soon" title={t('title', { time: formatDateTime(new Date(offer.at).toISOString()) })}><p>{t('text')}</p></Note>
      {offer.differences.map(({ name, stored, kept }) => (
        <div key={name} className="kept-pair">
          <h3>{labelOf(form, name) || name}</h3>
          <div><small>{t('stored')}</small><p>{show(name, stored)}</p></div>
          <div><small>{t('kept')}</small><p>{show(name, kept)}</p></div>
        </div>
      ))}
      <div className="btns"><Button type="button" kind="go" onClick={restore}>{t('restore')}</Button><Button type="button" onClick={giveUp}>{t('giveUp')}</Button></div>
      <p className="hint">{t('how')}</p>
    </section>
  )
}
