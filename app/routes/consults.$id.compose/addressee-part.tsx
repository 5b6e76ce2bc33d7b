import { useTranslation } from 'react-i18next'
import type { DraftView } from '~/domain/consults/queries.server'
import { formatDay } from '~/platform/dates'
import { Note } from '~/ui/note'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import { useHydrated } from '~/ui/use-hydrated'
import { Part } from './part'
import type { Watched } from './use-watched'

type Covered = DraftView['coverage'][number]['coverage']

/** Which agreement covers the choice, or why none does; what that means for the chosen level. */
function CoverageNote({ found, level }: { found: Covered | undefined; level: string }) {
  const { t } = useTranslation()
  if (!found) return <Note icon="doc">{t('compose:addressee.pending')}</Note>
  if (found.covered) return <Note tone="done">{t('agreements:covered', { number: found.number, day: formatDay(found.validUntil) })}</Note>
  const why = t(`agreements:notCovered.${found.reason}`, { number: found.number ?? '', day: found.day ? formatDay(found.day) : '' })
  return <Note tone="soon" icon="lock" title={`${why}.`}>{t(level === 'emergency' ? 'compose:addressee.emergencyMay' : 'compose:addressee.emergencyOnly')}</Note>
}

/** The addressed hospital and specialty, and whether an agreement covers them. */
export function AddresseePart({ view, watched }: { view: DraftView; watched: Watched }) {
  const { t, i18n } = useTranslation()
  const hydrated = useHydrated()
  const { seniors, specialties, content } = view
  const coverageOf = (specialtyCode: string) => view.coverage.find((one) => one.supportingId === watched.supportingId && one.specialtyCode === specialtyCode)?.coverage
  const found = coverageOf(watched.specialtyCode)
  const nameOf = (specialty: DraftView['specialties'][number]) => {
    const name = i18n.language === 'vi' ? specialty.nameVi : specialty.nameEn
    return coverageOf(specialty.code)?.covered === false ? t('compose:addressee.outside', { specialty: name }) : name
  }
  // Before JavaScript the level may change without the page noticing, so the reason can always be given there.
  const needsReason = found?.covered === false && (!hydrated || watched.level === 'emergency')
  return (
    <Part number={2} title={t('compose:part.addressee')}>
      {seniors.length === 0 ? <div className="mb-4"><Note tone="soon" title={t('compose:addressee.nobody.title')}>{t('compose:addressee.nobody.text')}</Note></div> : null}
      <Select name="supportingId" label={t('compose:addressee.hospital')} defaultValue={content.supportingId} empty={t('compose:addressee.choose')} options={seniors.map(({ id, name }) => ({ value: id, label: name }))} />
      <Select name="specialtyCode" label={t('compose:addressee.specialty')} defaultValue={content.specialtyCode} empty={t('compose:addressee.choose')} options={specialties.map((specialty) => ({ value: specialty.code, label: nameOf(specialty) }))} />
      <div className="mt-3 max-w-form" role="status"><CoverageNote found={found} level={watched.level} /></div>
      <div className="mt-4" hidden={!needsReason}>
        <TextArea name="overrideReason" rows={2} label={t('compose:addressee.override')} hint={t('compose:addressee.overrideHint')} defaultValue={content.overrideReason} optional={watched.level !== 'emergency'} />
      </div>
    </Part>
  )
}
