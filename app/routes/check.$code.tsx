import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { checkPaper } from '~/domain/documents/check-paper.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { CodeForm } from './check/code-form'
import { CompareFile } from './check/compare-file'
import { PaperFacts } from './check/paper-facts'

export const handle = { i18n: ['documents'] }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const code = params.code ?? ''
  const checked = await checkPaper(code, context.address)
  const t = translate(await languageOf(request))
  const answer = { code: code.slice(0, 40), checked, title: pageTitle(t, t('documents:check.title')) }
  if (checked.state === 'limited') return data(answer, { status: 429, headers: { 'Retry-After': String(checked.seconds) } })
  return data(answer, { status: checked.state === 'found' ? 200 : 404 })
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }, { name: 'robots', content: 'noindex' }]

export default function CheckedPage() {
  const { t } = useTranslation()
  const { code, checked } = useLoaderData<typeof loader>()
  return (
    <Shell>
      <h1>{t('documents:check.title')}</h1>
      {checked.state === 'found' ? null : <div className="mt-4"><Failure checked={checked} /></div>}
      {checked.state === 'found' ? <PaperFacts paper={checked.paper} /> : null}
      {checked.state === 'found' ? <CompareFile key={checked.paper.checkCode} sha256={checked.paper.sha256} /> : null}
      <Section title={t('documents:check.another')}><CodeForm code={checked.state === 'found' ? '' : code} /></Section>
    </Shell>
  )
}

function Failure({ checked }: { checked: { state: 'unknown' } | { state: 'limited'; seconds: number } }) {
  const { t } = useTranslation()
  if (checked.state === 'unknown') return <Note tone="late" title={t('documents:check.unknown.title')}>{t('documents:check.unknown.text')}</Note>
  return <Note tone="soon" title={t('documents:check.limited.title')}>{t('documents:check.limited.text', { seconds: checked.seconds })}</Note>
}
