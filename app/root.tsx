import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from '@remix-run/react'
import { lazy, Suspense, useContext, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { env } from '~/platform/env.server'
import { takeFlash } from '~/platform/http/flash.server'
import { themeOf } from '~/platform/http/preferences.server'
import { newId } from '~/platform/id'
import { languageOf } from '~/platform/texts/language.server'
import { namespacesIn } from '~/platform/texts/languages'
import { translate } from '~/platform/texts/translate.server'
import { DocumentContext } from '~/ui/document-state'
import { Failure } from '~/ui/failure'
import { Frame } from '~/ui/frame'
import { HeldRequests } from '~/ui/held-requests'
import { useRootData, type RootData } from '~/ui/root-data'
import { Sprite } from '~/ui/sprite'
import { viewerOf } from '~/ui/viewer.server'
import stylesheet from './app.css?url'

// No font is preloaded: on a thin line it would hold up the sheet, and with it the first sight of the page.
export const links = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const [viewer, language, theme, { flash, setCookie }] = await Promise.all([viewerOf(request), languageOf(request), themeOf(request), takeFlash(request)])
  const t = translate(language)
  const titles = { brand: t('shell:brand'), missing: t('shell:missing.title'), failed: t('shell:failed.title') }
  // In words here: the next page may be one that brings no texts of where it was done.
  const said = flash && { words: t(flash.key, flash.params) }
  const found = { viewer, theme, flash: said, seed: newId(), demo: env().DEMO } satisfies RootData
  return data({ ...found, titles }, setCookie ? { headers: { 'Set-Cookie': setCookie } } : undefined)
}

export const meta: MetaFunction<typeof loader> = ({ data: found, error }) => {
  const titles = found?.titles
  if (!error) return [{ title: titles?.brand }]
  return [{ title: isRouteErrorResponse(error) && error.status < 500 ? titles?.missing : titles?.failed }]
}

/** The document around every page and every failure. */
export function Layout({ children }: { children: ReactNode }) {
  const { nonce, texts } = useContext(DocumentContext)
  const { i18n } = useTranslation()
  const { theme } = useRootData()
  return (
    <html lang={i18n.language} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <Sprite />
        {children}
        <script id="texts" type="application/json" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: texts }} />
        <ScrollRestoration {...(nonce && { nonce })} />
        <Scripts {...(nonce && { nonce })} />
      </body>
    </html>
  )
}

export default function App() {
  // The page waits here for texts it did not come with; React keeps the page before in sight meanwhile.
  useTranslation(useMatches().flatMap(({ handle }) => namespacesIn(handle)))
  return <><Outlet /><HeldRequests /></>
}

const SignedInFailure = lazy(() => import('~/ui/signed-in-failure'))

export function ErrorBoundary() {
  const error = useRouteError()
  return useRootData().viewer ? <Suspense fallback={null}><SignedInFailure error={error} /></Suspense> : <Frame><Failure error={error} /></Frame>
}
