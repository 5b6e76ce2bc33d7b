/** What became of a message that was not accepted: `never` it is refused, `notYet` it certainly did not arrive and may be tried again, `perhaps` nobody knows. */
export type Outcome = 'never' | 'notYet' | 'perhaps'

/** Why another system did not take a message, as a short code: its own words may repeat numbers and addresses. */
export class NotHandedOver extends Error {
  constructor(readonly code: string, readonly outcome: Outcome) {
    super(code)
    this.name = 'NotHandedOver'
  }
}

const most = 64 * 1024
/** Failures before anything was said to the other end. */
const unheard = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])

/**
 * Asks another system once and reads its whole answer, up to 64 kB, within `timeout` ms. No redirects are followed: a message goes
 * where the administrator said. Throws NotHandedOver.
 */
export async function askOutside(url: string, request: { method: string; headers: Record<string, string>; body?: string | ArrayBuffer }, timeout = 10_000): Promise<{ status: number; body: string }> {
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeout) })
    return { status: answer.status, body: await textOf(answer) }
  } catch (error) {
    if (error instanceof NotHandedOver) throw error
    const code = codeOf(error)
    throw new NotHandedOver(code, unheard.has(code) ? 'notYet' : 'perhaps')
  }
}

async function textOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = answer.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    // Whoever answers with more than this is not the gateway that was meant; what was said so far is judged.
    if (size > most) {
      await reader?.cancel()
      break
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  if ('name' in error && error.name === 'TimeoutError') return 'timeout'
  if ('cause' in error && error.cause !== undefined) return codeOf(error.cause)
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' && /^[\w-]{1,40}$/.test(error.code) ? error.code : 'unknown'
}
