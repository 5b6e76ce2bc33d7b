import type { DraftFile } from '~/domain/consults/queries.server'
import type { Complaint } from '~/platform/http/form'

export type Outcome = { kind: 'taken'; files: DraftFile[] } | { kind: 'refused'; problems: Complaint[] } | { kind: 'lost' } | { kind: 'signedOut' }

interface Answer { files?: DraftFile[]; problems?: Complaint[] }

/** Sends one file and tells how far it is, in percent; fetch() cannot tell that for what goes out. Never throws. */
export function upload(url: string, { file, fields }: { file: File; fields: Record<string, string> }, progress: (percent: number) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('files', file)
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('Accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((100 * loaded) / Math.max(1, total)))
    request.onload = () => resolve(outcomeOf(request.status, request.response as Answer | null))
    request.onerror = request.onabort = request.ontimeout = () => resolve({ kind: 'lost' })
    request.send(body)
  })
}

function outcomeOf(status: number, answer: Answer | null): Outcome {
  if (status === 401) return { kind: 'signedOut' }
  if (status === 200) return { kind: 'taken', files: answer?.files ?? [] }
  if (status === 422 && answer?.problems) return { kind: 'refused', problems: answer.problems }
  if (status === 413) return { kind: 'refused', problems: [{ key: 'compose:files.tooLarge', params: {} }] }
  if (status >= 400 && status < 500) return { kind: 'refused', problems: [{ key: 'consults:problem.filesNotNow', params: {} }] }
  return { kind: 'lost' }
}

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
