import type { Complaint } from '~/platform/http/form'

const notReached: Complaint[] = [{ key: 'files:removeFailed', params: {} }]

/** Takes a file that was not sent away again. Null when it is gone; otherwise why it is not, in the server's words where it gave any. */
export async function takeAway(url: string, fields: Record<string, string>): Promise<Complaint[] | null> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' } })
    if (response.status === 200 || response.status === 404) return null
    const { problems = notReached } = (await response.json()) as { problems?: Complaint[] }
    return problems
  } catch {
    return notReached
  }
}

/** Puts away an upload that was refused or given up. */
export async function putAway(url: string, uploadId: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ abandon: uploadId }), headers: { 'Content-Type': 'application/json', Accept: 'application/json' } }).catch(() => undefined)
}
