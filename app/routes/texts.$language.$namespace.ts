import { json, type LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '~/platform/problem'
import { isLanguage } from '~/platform/texts/languages'
import { textsOf } from '~/platform/texts/translate.server'

/** One namespace in one language, for a page that was reached without a new document. The address changes with the texts. */
export function loader({ params: { language, namespace = '' } }: LoaderFunctionArgs) {
  const [content] = isLanguage(language) ? Object.values(textsOf(language, [namespace])) : []
  if (!content) throw notFound()
  return json(content, { headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } })
}
