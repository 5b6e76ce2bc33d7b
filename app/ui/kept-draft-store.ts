import type { Fields } from './kept-draft'

/** What is kept of a form: its texts, when, and the command it was about to be sent under. */
export interface KeptText { fields: Fields; at: number; command: string | null }
/** A kept text as it was found again. */
export interface Found extends KeptText { id: string }

/** One row in the browser. Without the person's keys it tells how much was written on which day, nothing else. */
interface Row { id: string; place: string; day: number; at: number; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }
interface Answer { person: string; today: number; keys: Record<string, string>; places: string; done: string[] }

const week = 7 * 24 * 60 * 60_000
const mostRows = 60
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
const hex = (buffer: ArrayBuffer): string => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const settled = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => failed(request.error ?? new Error('IndexedDB'))
})

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('chi-em', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept', { keyPath: 'id' }).createIndex('place', 'place')
  return settled(opening)
}

async function ask(commands: readonly string[]): Promise<Answer> {
  const body = new URLSearchParams(commands.map((id) => ['command', id]))
  const response = await fetch('/kept-key', { method: 'POST', body, headers: { Accept: 'application/json' }, cache: 'no-store' })
  if (!response.ok) throw new Error(`kept-key ${response.status}`)
  return await response.json() as Answer
}

/**
 * Texts of one person in this browser, closed with keys that only the server gives, and only to that person. The keys live in this
 * page's memory and cannot be taken out of it.
 */
export class KeptTexts {
  private constructor(private readonly db: IDBDatabase, private readonly today: number, private readonly keys: Map<number, CryptoKey>, private readonly places: CryptoKey) {}

  /** Throws without a line, without IndexedDB, or when this browser is signed in as somebody else by now. */
  static async of(personId: string): Promise<KeptTexts> {
    const { person, today, keys, places } = await ask([])
    if (person !== personId) throw new Error('Signed in as somebody else')
    const opened = await Promise.all(Object.entries(keys).map(async ([day, key]) => [Number(day), await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt'])] as const))
    const texts = new KeptTexts(await open(), today, new Map(opened), await crypto.subtle.importKey('raw', bytesOf(places), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']))
    await texts.sweep()
    return texts
  }

  async keep(id: string, place: string, text: KeptText): Promise<void> {
    const key = this.keys.get(this.today)
    if (!key) return
    const hidden = await this.hidden(place)
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(hidden) }, key, new TextEncoder().encode(JSON.stringify(text)))
    await settled(this.rows('readwrite').put({ id, place: hidden, day: this.today, at: text.at, iv, data } satisfies Row))
  }

  async drop(id: string): Promise<void> {
    await settled(this.rows('readwrite').delete(id))
  }

  /** What waits for this place, newest first; what was carried out after all is dropped instead. */
  async waiting(place: string): Promise<Found[]> {
    const hidden = await this.hidden(place)
    const rows = await settled(this.rows('readonly').index('place').getAll(hidden) as IDBRequest<Row[]>)
    const found = (await Promise.all(rows.map((row) => this.opened(row, hidden)))).filter((text) => text !== null)
    const commands = found.flatMap(({ command }) => command ?? [])
    const done = new Set(commands.length > 0 ? (await ask(commands)).done : [])
    for (const { id } of found.filter(({ command }) => command !== null && done.has(command))) await this.drop(id)
    return found.filter(({ command }) => command === null || !done.has(command)).sort((a, b) => b.at - a.at)
  }

  private async opened({ id, day, iv, data }: Row, hidden: string): Promise<Found | null> {
    const key = this.keys.get(day)
    if (!key) return null
    try {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(hidden) }, key, data)
      return { ...JSON.parse(new TextDecoder().decode(plain)) as KeptText, id }
    } catch {
      // Closed with a secret the server no longer has: nobody will ever read it.
      await this.drop(id)
      return null
    }
  }

  /** Anybody's rows that are a week old go, and the oldest beyond what a browser should hold. */
  private async sweep(): Promise<void> {
    const rows = await settled(this.rows('readonly').getAll() as IDBRequest<Row[]>)
    const oldest = Date.now() - week
    const late = [...rows].sort((a, b) => b.at - a.at).filter(({ at }, index) => at < oldest || index >= mostRows)
    for (const { id } of late) await this.drop(id)
  }

  private async hidden(place: string): Promise<string> {
    return hex(await crypto.subtle.sign('HMAC', this.places, new TextEncoder().encode(place)))
  }

  private rows(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction('kept', mode).objectStore('kept')
  }
}

const known = new Map<string, Promise<KeptTexts>>()

/** The texts of this person, asked for once per page and again after a failure. */
export function keptTexts(personId: string): Promise<KeptTexts> {
  const found = known.get(personId) ?? KeptTexts.of(personId)
  known.set(personId, found)
  found.catch(() => known.delete(personId))
  return found
}
