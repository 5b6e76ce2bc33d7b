import { openFile, placeOf } from '~/platform/files/store.server'
import { notFound } from '~/platform/problem'
import { rangeOf } from './ranges'

/**
 * The answer that carries stored bytes, after the caller's policy said yes. Pictures show in the page, everything else
 * is a download unless `inline` says otherwise (our own papers); nothing is kept by a cache and nothing in it may run. Films are
 * sent in the pieces a player asks for. Bytes that are gone are a 404.
 */
export async function fileResponse({ sha256, mediaType, name, inline = mediaType.startsWith('image/') || mediaType === 'video/mp4' }: { sha256: string; mediaType: string; name: string; inline?: boolean }, request?: Request): Promise<Response> {
  const stored = await placeOf(sha256)
  if (!stored) throw notFound()
  const range = rangeOf(request?.headers.get('range') ?? null, stored.size)
  if (range === 'none') return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${stored.size}` } })
  const file = await openFile(sha256, range ?? undefined)
  if (!file) throw notFound()
  return new Response(file.stream, {
    status: range ? 206 : 200,
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(range ? range.end - range.start + 1 : file.size),
      'Accept-Ranges': 'bytes',
      ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
      'Content-Disposition': disposition(inline ? 'inline' : 'attachment', name),
      'Cache-Control': 'private, no-store',
      // Beside the policy every answer has (both hold): nothing in it may run. Not for our own papers, since older
      // browsers do not start their PDF viewer in a sandbox.
      ...(inline && mediaType === 'application/pdf' ? {} : { 'Content-Security-Policy': mediaType === 'video/mp4' ? "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox" : "default-src 'none'; sandbox" }),
    },
  })
}

/** RFC 6266: an ASCII name for old programs, the full one beside it. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\w.\- ()]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
