import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext, type HandleErrorFunction } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { withoutNul } from '~/platform/http/without-nul.server'
import { log } from '~/platform/log.server'
import { languageOf } from '~/platform/texts/language.server'
import { everyPage, namespacesIn } from '~/platform/texts/languages'
import type { SentTexts } from '~/platform/texts/in-browser'
import { textsIn, textsOf, textsVersion } from '~/platform/texts/translate.server'
import { DocumentContext } from '~/ui/document-state'
import sprite from '~/ui/sprite.svg?raw'

/** How long a page may take once it has begun (ms). */
export const streamTimeout = 5_000

/** What the matched routes ask for in `handle.i18n`; remix-i18next would collect it from every route there is. */
function namespacesOf({ staticHandlerContext, routeModules }: EntryContext): string[] {
  const handles: unknown[] = staticHandlerContext.matches.map(({ route }) => routeModules[route.id]?.handle)
  return [...new Set([...everyPage, ...handles.flatMap(namespacesIn)])]
}

const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

/** Renders a document: in the reader's language, with the texts its routes name, under this answer's nonce. */
export default async function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, { nonce }: AppLoadContext) {
  const language = await languageOf(request)
  const sent: SentTexts = { version: textsVersion, texts: textsOf(language, namespacesOf(context)) }
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Cache-Control', 'no-store')
  const page = (
    <DocumentContext.Provider value={{ nonce, sprite, texts: inScript(sent) }}>
      <I18nextProvider i18n={textsIn(language)}>
        <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </I18nextProvider>
    </DocumentContext.Provider>
  )
  return new Promise<Response>((resolve, reject) => {
    let begun = false
    let current = status
    // An error is told whole, also to a browser without JavaScript: the first one after a start still waits for a part of its page (app/root.tsx).
    const whole = status >= 400
    const send = () => {
      const body = withoutNul()
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: current }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onShellReady() {
        begun = true
        if (!whole) send()
      },
      onAllReady() {
        if (whole) send()
      },
      onShellError: reject,
      onError(err) {
        current = 500
        // Before the page has begun, Remix itself answers and reports the error.
        if (begun && !request.signal.aborted) log.error({ err }, 'page failed while it was sent')
      },
    })
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** Data of a page for its script: never kept by a browser or proxy. */
export function handleDataRequest(response: Response) {
  response.headers.set('Cache-Control', 'no-store')
  return response
}

/** Reports what went wrong in a loader or action, without its values; a visitor who left is not an error. */
export const handleError: HandleErrorFunction = (err, { request }) => {
  if (!request.signal.aborted) log.error({ err, method: request.method, path: new URL(request.url).pathname }, 'page failed')
}

// server.ts reaches the pages' module graph through here.
export { start, stop, attachSockets, takeUpload } from './start.server'
