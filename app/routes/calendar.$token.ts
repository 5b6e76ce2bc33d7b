import type { LoaderFunctionArgs } from '@remix-run/node'
import { readFeed } from '~/domain/schedule/calendar-feed.server'
import { notFound } from '~/platform/problem'

/** A person's conferences for their calendar program, which cannot sign in: whoever has the address reads codes, levels, hospitals and hours. */
export async function loader({ request, params: { token = '' } }: LoaderFunctionArgs) {
  const feed = await readFeed(token.replace(/\.ics$/, ''))
  if (!feed) throw notFound()
  const headers = { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-cache', ETag: feed.etag }
  const known = request.headers.get('if-none-match')?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return known.includes(feed.etag) ? new Response(null, { status: 304, headers }) : new Response(feed.body, { headers })
}
