import { useTranslation } from 'react-i18next'
import type { PaperKind } from '~/platform/database/enums'
import { formatDateTime, type Instant } from '~/platform/dates'
import { Facts } from '~/ui/facts'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'

export interface CheckedPaper {
  kind: PaperKind
  checkCode: string
  requesting: string
  supporting: string
  version: number
  confirmedAt: Instant
  supersededAt: Instant | null
  demo: boolean
}

/** What anyone holding the paper may know of it. */
export function PaperFacts({ paper }: { paper: CheckedPaper }) {
  const { t } = useTranslation()
  return (
    <Section title={t(`documents:kind.${paper.kind}`)}>
      <div className="mt-3 grid gap-3">
        {paper.supersededAt
          ? <Note tone="soon" title={t('documents:check.superseded.title')}>{t('documents:check.superseded.text', { at: formatDateTime(paper.supersededAt) })}</Note>
          : <Note tone="done" title={t('documents:check.current.title')}>{t('documents:check.current.text')}</Note>}
        {paper.demo ? <Note tone="rest">{t('documents:check.demo')}</Note> : null}
        <Facts items={[
          { term: t('documents:check.code'), detail: paper.checkCode },
          { term: t('documents:check.requesting'), detail: paper.requesting },
          { term: t('documents:check.supporting'), detail: paper.supporting },
          { term: t('documents:check.confirmedAt'), detail: formatDateTime(paper.confirmedAt) },
          { term: t('documents:check.version'), detail: String(paper.version) },
        ]} />
        <p className="hint">{t('documents:check.noContent')}</p>
      </div>
    </Section>
  )
}
