import type { Announced } from '~/domain/consults/announce-uploads.server'
import type { Complaint } from '~/platform/http/form'
import { sendFile } from './send-file'

export interface QueuedFile {
  key: string
  file: File
  /** with its folders, which tell apart what has the same name */
  name: string
  state: 'waiting' | 'sending' | 'lost' | 'signedOut' | 'refused' | 'done'
  percent: number
  problems: Complaint[]
}
export interface QueueView { files: readonly QueuedFile[]; total: number; done: number }
interface Queued extends QueuedFile { id: string; received: number; kind: string }
interface Place { announceUrl: string; headers: Record<string, string>; fields: Record<string, string>; sent: () => void }

const atOnce = 3
const tellEvery = 250
const tryAgainAfter = 30_000
const empty: QueueView = { files: [], total: 0, done: 0 }

/**
 * Files on their way from this browser to one consult: announced together, sent three at a time. It belongs to no component, so
 * that sending goes on when the page changes; what was lost goes on when the line or the sign-in is back.
 */
export class UploadQueue {
  #files: Queued[] = []
  #view = empty
  #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #later: ReturnType<typeof setTimeout> | undefined
  #place: Place

  constructor(place: Place) {
    this.#place = place
    for (const event of ['online', 'signed-in']) window.addEventListener(event, () => this.retry())
    window.addEventListener('beforeunload', (event) => {
      if (this.#files.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'lost')) event.preventDefault()
    })
  }

  view = (): QueueView => this.#view
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Announces the files and begins to send them. Asked again for what is on its way, it does nothing. */
  async choose(chosen: readonly File[], kind = 'other'): Promise<void> {
    const fresh = chosen.map((file): Queued => ({ key: keyOf(), file, name: nameOf(file), state: 'waiting', percent: 0, problems: [], id: '', received: 0, kind }))
    if (fresh.length === 0) return
    this.#files = [...this.#files, ...fresh]
    this.#tell()
    await this.#announce(fresh)
  }

  retry(): void {
    for (const one of this.#files) if (one.state === 'lost' || one.state === 'signedOut') one.state = 'waiting'
    const unnamed = this.#files.filter(({ state, id }) => state === 'waiting' && id === '')
    for (const kind of new Set(unnamed.map((one) => one.kind))) void this.#announce(unnamed.filter((one) => one.kind === kind))
    this.#next()
  }

  dismiss(key: string): void {
    this.#files = this.#files.filter((one) => one.key !== key)
    this.#tell()
  }

  async #announce(files: Queued[]): Promise<void> {
    const { announceUrl, fields, headers } = this.#place
    const kind = files[0]?.kind ?? 'other'
    const body = JSON.stringify({ ...fields, kind, files: files.map(({ name, file }) => ({ name, size: file.size, mark: String(file.lastModified) })) })
    try {
      const response = await fetch(announceUrl, { method: 'POST', body, headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' } })
      const answer = (await response.json().catch(() => ({}))) as Partial<Announced> & { problems?: Complaint[] }
      const refused = answer.problems ?? (response.ok ? [] : [{ key: 'consults:problem.filesNotNow', params: {} }])
      files.forEach((one, index) => {
        const given = answer.uploads?.[index]
        if (given) Object.assign(one, given)
        else Object.assign(one, response.status === 401 ? { state: 'signedOut' } : { state: 'refused', problems: refused })
      })
    } catch {
      for (const one of files) one.state = 'lost'
    }
    this.#next()
  }

  #next(): void {
    // The server may have been away while the network was not, of which no event tells.
    if (this.#files.some(({ state }) => state === 'lost')) this.#later ??= setTimeout(() => {
      this.#later = undefined
      this.retry()
    }, tryAgainAfter)
    for (const one of this.#files) {
      if (this.#files.filter(({ state }) => state === 'sending').length >= atOnce) break
      if (one.state === 'waiting' && one.id !== '') void this.#send(one)
    }
    this.#tell()
  }

  async #send(one: Queued): Promise<void> {
    one.state = 'sending'
    const sent = await sendFile(one.file, { id: one.id, received: one.received, headers: this.#place.headers, progress: (percent) => {
      one.percent = percent
      one.received = Math.max(1, one.received)
      this.#tell()
    } })
    one.state = sent === 'gone' ? 'refused' : sent
    if (sent === 'gone') one.problems = [{ key: 'consults:problem.filesNotNow', params: {} }]
    if (sent === 'done') this.#place.sent()
    // All there: the next choice counts from the beginning.
    if (this.#files.every(({ state }) => state === 'done')) this.#files = []
    this.#next()
  }

  #tell(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const done = this.#files.filter(({ state }) => state === 'done').length
      this.#view = { files: this.#files.filter(({ state }) => state !== 'done').map((one) => ({ ...one })), total: this.#files.length, done }
      for (const listener of this.#listeners) listener()
    }, this.#listeners.size > 0 && this.#files.some(({ state }) => state === 'sending') ? tellEvery : 0)
  }
}

const keyOf = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
const nameOf = (file: File): string => (file.webkitRelativePath || file.name).slice(-400)
