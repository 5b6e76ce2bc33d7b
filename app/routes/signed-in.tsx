import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['people'] }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('people:back.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Where one comes out after signing in again in a second tab; the first one waits with what was typed. */
export default function SignedIn() {
  const { t } = useTranslation()
  return <Shell><h1>{t('people:back.title')}</h1><p>{t('people:back.text')}</p></Shell>
}
