import { openFile } from '~/platform/files/store.server'
import { notFound } from '~/platform/problem'

/**
 * The answer that carries stored bytes, after the caller's policy said yes. Pictures show in the page, everything else
 * is a download unless `inline` says otherwise (our own papers); nothing is kept by a cache and nothing in it may run. Bytes that are gone are a 404.
 */
export async function fileResponse({ sha256, mediaType, name, inline = mediaType.startsWith('image/') }: { sha256: string; mediaType: string; name: string; inline?: boolean }): Promise<Response> {
  const file = await openFile(sha256)
  if (!file) throw notFound()
  return new Response(file.stream, {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(file.size),
      'Content-Disposition': disposition(inline ? 'inline' : 'attachment', name),
      'Cache-Control': 'private, no-store',
      // Beside the policy every answer has (both hold): nothing in it may run. Not for our own papers, since older
      // browsers do not start their PDF viewer in a sandbox.
      ...(inline && mediaType === 'application/pdf' ? {} : { 'Content-Security-Policy': "default-src 'none'; sandbox" }),
    },
  })
}

/** RFC 6266: an ASCII name for old programs, the full one beside it. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\w.\- ()]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
