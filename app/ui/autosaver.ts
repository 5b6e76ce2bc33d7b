import type { Complaint } from '~/platform/http/form'

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'signedOut' | 'stale' | 'refused'
export interface SaveReport { state: SaveState; savedAt: string | null; problems: Complaint[] }

interface Answer { status: number; version?: number; savedAt?: string; problems?: Complaint[] }

const quiet = 1500
const firstRetry = 2000
const longestRetry = 30_000
const patience = 20_000
const staleKey = /\.staleDraft$/

/** What goes with each save: all fields but those that act or must not be kept. */
function fieldsOf(form: HTMLFormElement): FormData {
  const body = new FormData(form)
  for (const name of ['intent', 'password', 'commandId']) body.delete(name)
  for (const [name, value] of [...body]) if (typeof value !== 'string') body.delete(name)
  return body
}

async function post(url: string, body: FormData): Promise<Answer> {
  // A line that swallows everything gives no error; AbortSignal.timeout came with Safari 16.
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  const response = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' }, signal: giveUp.signal }).finally(() => clearTimeout(timer))
  if (response.status !== 200 && response.status !== 422) return { status: response.status }
  const said = await response.json() as Omit<Answer, 'status'>
  return { status: response.status, ...said }
}

/**
 * Saves a form while somebody writes in it. One save at a time; a save whose answer got lost is sent again unchanged, with the same
 * command id, so that the server answers it as it did the first time and no text of one's own counts as somebody else's.
 */
export class Autosaver {
  private timer: ReturnType<typeof setTimeout> | undefined
  private pending: FormData | undefined
  private running: Promise<void> | undefined
  private changed = false
  private stopped = false
  private retry = firstRetry
  private report: SaveReport

  constructor(private readonly form: HTMLFormElement, private readonly url: string, savedAt: string | null, private readonly tell: (report: SaveReport) => void) {
    this.report = { state: 'saved', savedAt, problems: [] }
  }

  /** Something was typed: save after a pause. */
  typed(): void {
    this.changed = true
    if (this.report.state === 'stale') return
    if (this.report.state !== 'offline' && this.report.state !== 'signedOut') this.say({ state: 'unsaved' })
    if (!this.pending) this.in(quiet)
  }

  /** Save what is not saved yet, at once. */
  now(): void {
    if (this.changed || this.pending) this.in(0)
  }

  /** After two pages wrote at once: go on with this page's text, over the server's `version`. */
  keepMine(version: number): void {
    this.writeVersion(version)
    this.pending = undefined
    this.changed = true
    this.say({ state: 'unsaved', problems: [] })
    this.in(0)
  }

  get unsaved(): boolean {
    return !this.stopped && (this.changed || this.pending !== undefined)
  }

  /** Waits for a save that is still unanswered; false when it could not be made, so that nothing is sent with an old version. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    await this.running
    if (this.pending) await this.save()
    return this.pending === undefined && this.report.state !== 'stale'
  }

  get waiting(): boolean {
    return this.pending !== undefined
  }

  /** The form itself is being sent: nothing more to save, and no warning on leaving. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** The form came back: saving goes on with the next key. */
  resume(): void {
    this.stopped = false
  }

  private in(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), ms)
  }

  private save(): Promise<void> {
    if (this.stopped || this.report.state === 'stale') return Promise.resolve()
    return (this.running ??= this.send().finally(() => { this.running = undefined }))
  }

  private async send(): Promise<void> {
    if (!this.pending) {
      this.pending = fieldsOf(this.form)
      this.pending.set('commandId', crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`)
      this.changed = false
    }
    if (this.report.state === 'unsaved') this.say({ state: 'saving' })
    try {
      this.take(await post(this.url, this.pending))
    } catch {
      this.later('offline')
    }
  }

  private take(answer: Answer): void {
    if (answer.status === 401) return this.later('signedOut')
    if (answer.status === 422) {
      const problems = answer.problems ?? []
      this.pending = undefined
      this.changed = true
      return this.say({ state: problems.some(({ key }) => staleKey.test(key)) ? 'stale' : 'refused', problems })
    }
    // Trying again would not help: too much of it, or nothing there any more to save it to.
    if (answer.status >= 400 && answer.status < 500 && ![408, 411, 429].includes(answer.status)) {
      this.pending = undefined
      this.changed = true
      return this.say({ state: 'refused', problems: [{ key: answer.status === 413 ? 'shell:tooLarge.title' : 'autosave:gone', params: {} }] })
    }
    if (answer.status !== 200 || answer.version === undefined) return this.later('offline')
    this.pending = undefined
    this.retry = firstRetry
    this.writeVersion(answer.version)
    this.say({ state: this.changed ? 'unsaved' : 'saved', savedAt: answer.savedAt ?? null, problems: [] })
    if (this.changed) this.in(quiet)
  }

  private later(state: 'offline' | 'signedOut'): void {
    this.say({ state })
    this.in(this.retry)
    this.retry = Math.min(this.retry * 2, longestRetry)
  }

  private writeVersion(version: number): void {
    const field = this.form.elements.namedItem('version')
    if (field instanceof HTMLInputElement) field.value = String(version)
  }

  private say(change: Partial<SaveReport>): void {
    this.report = { ...this.report, ...change }
    this.tell(this.report)
  }
}
