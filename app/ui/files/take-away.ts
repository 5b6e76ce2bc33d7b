/** Takes a file that was not sent away again; false when it did not work. */
export async function takeAway(url: string, fields: Record<string, string>): Promise<boolean> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  try {
    const { status } = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' } })
    return status === 200 || status === 404
  } catch {
    return false
  }
}

/** Puts away an upload that was refused or given up. */
export async function putAway(url: string, uploadId: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ abandon: uploadId }), headers: { 'Content-Type': 'application/json', Accept: 'application/json' } }).catch(() => undefined)
}
