import { useTranslation } from 'react-i18next'
import { Field } from '~/ui/field'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { useHydrated } from '~/ui/use-hydrated'
import { useFileHash, type Hashing } from './use-file-hash'

/** Compares a PDF chosen here with the one that was issued. Without JavaScript the hash is there to compare by hand. */
export function CompareFile({ sha256 }: { sha256: string | null }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const { hashing, choose } = useFileHash()
  if (sha256 === null) return <Section title={t('documents:compare.title')}><p className="mt-3">{t('documents:compare.notYet')}</p></Section>
  return (
    <Section title={t('documents:compare.title')}>
      <div className="mt-3 grid gap-3">
        {hydrated
          ? <Field name="pdf" type="file" accept="application/pdf,.pdf" label={t('documents:compare.choose')} hint={t('documents:compare.stays')} onInput={(event) => void choose(event.currentTarget.files?.[0])} />
          : <Note tone="rest">{t('documents:compare.noScript')}</Note>}
        <div role="status"><Outcome hashing={hashing} wanted={sha256} /></div>
        <p className="hint">{t('documents:compare.hash')}</p>
        <p><code className="break-all">{sha256}</code></p>
      </div>
    </Section>
  )
}

function Outcome({ hashing, wanted }: { hashing: Hashing; wanted: string }) {
  const { t } = useTranslation()
  switch (hashing.state) {
    case 'none': return null
    case 'busy': return <Note tone="wait">{t('documents:compare.busy')}</Note>
    case 'insecure': return <Note tone="soon">{t('documents:compare.insecure')}</Note>
    case 'unreadable': return <Note tone="soon">{t('documents:compare.unreadable')}</Note>
    case 'done': return hashing.sha256 === wanted
      ? <Note tone="done" title={t('documents:compare.same.title')}>{t('documents:compare.same.text', { name: hashing.name })}</Note>
      : <Note tone="late" title={t('documents:compare.other.title')}>{t('documents:compare.other.text', { name: hashing.name })}</Note>
    default: return hashing satisfies never
  }
}
