import { randomBytes } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '~/domain/people/session.server'
import { checkPage } from '~/domain/rooms/check-page.server'
import { testBytes } from '~/domain/rooms/line-test'
import { idOf } from '~/platform/http/id-of'
import { z } from '~/platform/zod'

const size = z.coerce.number().int().min(0).max(testBytes.most).catch(0)
/** Nothing packs it smaller, so that what is measured is the line. */
const noise = new Uint8Array(randomBytes(testBytes.most))
const headers = { 'Cache-Control': 'no-store', 'Content-Type': 'application/octet-stream' }

/** For the check's script: so many bytes, to see how fast they come. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await checkPage(await requireActor(request), idOf(params.id))
  return new Response(noise.slice(0, size.parse(new URL(request.url).searchParams.get('bytes'))), { headers })
}

/** Takes bytes and keeps none of them. */
export async function action({ request, params }: ActionFunctionArgs) {
  await checkPage(await requireActor(request), idOf(params.id))
  const { byteLength } = await request.arrayBuffer()
  return Response.json({ bytes: byteLength }, { headers: { 'Cache-Control': 'no-store' } })
}
