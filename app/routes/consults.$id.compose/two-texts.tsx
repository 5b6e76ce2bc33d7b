import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftContent } from '~/domain/consults/draft'
import type { DraftView } from '~/domain/consults/queries.server'
import { Note } from '~/ui/note'

/** Fields as a form gives them. */
export type Typed = Record<string, string | string[] | undefined>

const linesOf = (value: string | string[] | undefined): string[] => [value ?? []].flat().map((line) => line.replace(/\r\n?/g, '\n').normalize('NFC').trim()).filter((line) => line !== '')

/** Codes of choices in words; texts as they were typed. */
function wordsOf(t: TFunction, language: string, { seniors, specialties }: DraftView, name: string, value: string): string {
  switch (name) {
    case 'level': return t(`consults:level.${value}`)
    case 'supportingId': return seniors.find(({ id }) => id === value)?.name ?? value
    case 'specialtyCode': {
      const found = specialties.find(({ code }) => code === value)
      return (language === 'vi' ? found?.nameVi : found?.nameEn) ?? value
    }
    case 'sex': case 'ageUnit': return t(`compose:patient.${value}`)
    case 'dataBasis': return t(`compose:basis.${value}`)
    case 'basisRelation': return t(`consults:relation.${value}`)
    case 'unidentified': case 'ageEstimated': return t('compose:field.yes')
    case 'episodeKind': return t(`consults:episode.${value}`, { defaultValue: value })
    case 'consultKind': case 'programme': case 'wish': case 'hasVentilator': case 'hasBlood': case 'hasTheatre': return t(`consults:chosen.${value}`, { defaultValue: value })
    default: return value
  }
}

/** Where the server's text and this page's differ, beside each other; `children` are the ways out. */
export function TwoTexts({ view, typed, children }: { view: DraftView; typed: Typed; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const both = Object.entries(view.content as DraftContent).map(([name, stored]) => ({ name, stored: linesOf(stored), mine: linesOf(typed[name]) }))
  // An untouched unit of age is the form's own first choice, not somebody's text.
  const differing = both.filter(({ name, stored, mine }) => JSON.stringify(stored) !== JSON.stringify(mine) && !(name === 'ageUnit' && stored.length === 0))
  const show = (name: string, lines: string[]) => (lines.length === 0 ? t('compose:stale.empty') : lines.map((line) => wordsOf(t, i18n.language, view, name, line)).join('\n'))
  return (
    <section className="mb-6" aria-live="polite">
      <Note tone="late" title={t('compose:stale.title')}>
        <p>{t(differing.length > 0 ? 'compose:stale.text' : 'compose:stale.same')}</p>
      </Note>
      {differing.map(({ name, stored, mine }) => (
        <div key={name} className="border-b border-rule py-3">
          <h3>{t([`compose:field.${name}`, `consults:clinical.${name}`])}</h3>
          <div className="mt-1 grid gap-3 tablet:grid-cols-2">
            <div><small>{t('compose:stale.stored')}</small><p className="whitespace-pre-wrap">{show(name, stored)}</p></div>
            <div><small>{t('compose:stale.typed')}</small><p className="whitespace-pre-wrap">{show(name, mine)}</p></div>
          </div>
        </div>
      ))}
      <div className="btns mt-3">{children}</div>
    </section>
  )
}
