import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'

/** Days a text that could not be saved waits in a browser; older keys are never given out again. */
export const keptDays = 7
const dayMs = 24 * 60 * 60_000

export interface KeptKeys {
  /** whose keys these are: a page of somebody else must not use them */
  person: string
  /** the day of now; new texts are closed with its key */
  today: number
  /** AES-256 keys by day, base64 */
  keys: Record<string, string>
  /** names places so that only this person's pages can tell them apart, base64 */
  places: string
  /** commands that were carried out, of those asked for */
  done: string[]
}

let secret: Promise<Buffer> | undefined

/** The server's own secret, made once: lost with its folder, and with it only texts that waited in browsers. */
async function read(): Promise<Buffer> {
  const folder = env().DATA_DIR
  const place = path.join(folder, 'kept.secret')
  const found = await readFile(place).catch(() => null)
  if (found?.length === 32) return found
  // Written beside and linked: of two that start at once the second takes the first one's.
  await mkdir(folder, { recursive: true })
  const beside = `${place}.${randomUUID()}`
  await writeFile(beside, randomBytes(32), { mode: 0o600 })
  await link(beside, place).catch(() => undefined)
  await rm(beside, { force: true })
  return readFile(place)
}

/** A key of one person for one day; nothing of it is stored anywhere. */
export const keyOf = (from: Buffer, personId: string, what: string): Buffer => Buffer.from(hkdfSync('sha256', from, 'chi-em:kept:1', `${personId}:${what}`, 32))

/**
 * The keys under which this person's browser keeps what could not be saved: today's and those of the last week. `commands` are
 * asked about, so that what was sent after all is not offered again.
 */
export async function keptKeys(actor: Actor, commands: readonly string[]): Promise<KeptKeys> {
  const from = await (secret ??= read().catch((error: unknown) => {
    secret = undefined
    throw error
  }))
  const today = Math.floor((await nowIn(db)).getTime() / dayMs)
  const days = Array.from({ length: keptDays + 1 }, (_, ago) => today - ago)
  const done = commands.length === 0 ? [] : await db.command.findMany({ where: { personId: actor.personId, id: { in: [...commands] } }, select: { id: true } })
  return {
    person: actor.personId, today,
    keys: Object.fromEntries(days.map((day) => [day, keyOf(from, actor.personId, `day:${day}`).toString('base64')])),
    places: keyOf(from, actor.personId, 'places').toString('base64'), done: done.map(({ id }) => id),
  }
}
