import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { CodeForm } from './check/code-form'

export const handle = { i18n: ['documents'] }

/** The form sends its code here as ?code=…, also without JavaScript; the address of a paper is the one its QR holds. */
export async function loader({ request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get('code')?.trim()
  if (code) throw redirect(`/check/${encodeURIComponent(code.slice(0, 100))}`)
  return { title: pageTitle(translate(await languageOf(request)), translate(await languageOf(request))('documents:check.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }, { name: 'robots', content: 'noindex' }]

export default function CheckPage() {
  const { t } = useTranslation()
  return (
    <Shell>
      <h1>{t('documents:check.title')}</h1>
      <p>{t('documents:check.lead')}</p>
      <CodeForm />
    </Shell>
  )
}
