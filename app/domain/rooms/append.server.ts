import { aheadOfDatabase } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import type { EntryBodies, EntryKind, RoomEntry } from './room-state'

/** A durable command as the room's log takes it; who acts comes from the sign-in, never from the message. */
export interface RoomCommand<K extends EntryKind = EntryKind> {
  cmdId: string
  personId: string
  /** the hospital one acts for; without it any membership of the conference will do (the server's own entries) */
  hospitalId?: string
  kind: K
  body: EntryBodies[K]
  /** only these may; without it every member */
  roles?: ConferenceRole[]
  /** a line of the agenda it is about: it has to be on the agenda still */
  item?: string
  /** compare-and-set: the version which the writer saw of that part of the item; entries of the same kind, item and value of the attribute (without one: of the same kind) follow one another */
  expects?: { attribute?: 'number' | 'name'; value?: string; version: number }
}

export type Appended =
  | { ok: true; seq: number; repeated: boolean }
  | { ok: false; reason: 'notMember' | 'notAllowed' | 'notOnAgenda' | 'stale' | 'closed' }

interface Waiting { command: RoomCommand; settle: (outcome: Appended) => void; fail: (error: unknown) => void }
interface Writer { waiting: Waiting[]; busy: boolean }
type Listener = (conferenceId: string, entries: RoomEntry[]) => void

const held = globalThis as typeof globalThis & { chiEmRoomWriters?: { writers: Map<string, Writer>; listener: Listener } }
const kept = (held.chiEmRoomWriters ??= { writers: new Map(), listener: () => undefined })

/** Who is told of entries right after their commit: the gateway, once. */
export function onWritten(listener: Listener): void {
  kept.listener = listener
}

/** For a verb that wrote an entry inside its own transaction: after its commit. */
export const tellWritten = (conferenceId: string, entries: RoomEntry[]): void => kept.listener(conferenceId, entries)

const most = 200

/**
 * Writes one command to the room's log and answers after the commit. Group commit: while a write of this room is in
 * flight the others wait and go together in the next one. Safe to repeat: the second time answers with the first one's seq.
 */
export function append<K extends EntryKind>(conferenceId: string, command: RoomCommand<K>): Promise<Appended> {
  const writer = kept.writers.get(conferenceId) ?? { waiting: [], busy: false }
  kept.writers.set(conferenceId, writer)
  return new Promise((settle, fail) => {
    writer.waiting.push({ command, settle, fail })
    if (!writer.busy) void drain(conferenceId, writer)
  })
}

async function drain(conferenceId: string, writer: Writer): Promise<void> {
  writer.busy = true
  while (writer.waiting.length > 0) {
    const batch = nextBatch(writer)
    try {
      await write(conferenceId, batch)
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
  }
  writer.busy = false
  kept.writers.delete(conferenceId)
}

/** Two tellings of one command, or two conclusions of one question, are judged one after the other, not together. */
function nextBatch(writer: Writer): Waiting[] {
  const seen = new Set<string>()
  const batch: Waiting[] = []
  const later: Waiting[] = []
  for (const item of writer.waiting) {
    const { command } = item
    const keys = [`${command.personId} ${command.cmdId}`, ...(command.expects ? [`${command.kind} ${command.item ?? ''} ${command.expects.value ?? ''}`] : [])]
    if (batch.length >= most || keys.some((key) => seen.has(key))) later.push(item)
    else batch.push(item)
    for (const key of keys) seen.add(key)
  }
  writer.waiting = later
  return batch
}

interface Row { n: number; member: boolean; may: boolean; listed: boolean; current: boolean; done: number | null; seq: number | null; at: Date | null; closed: boolean }

async function write(conferenceId: string, batch: Waiting[]): Promise<void> {
  let rows = await writeOnce(conferenceId, batch)
  // Another process wrote between this statement's snapshot and its lock: nothing was written, look again.
  for (let tries = 0; tries < 20 && rows.some(isUndecided); tries++) rows = await writeOnce(conferenceId, batch)
  const entries: RoomEntry[] = []
  for (const row of rows) {
    const item = batch[row.n]
    if (!item) continue
    if (row.seq !== null && row.at !== null) entries.push(entryOf(item.command, row.seq, row.at))
  }
  // Entries are told before their writers are answered, so nobody has an answer to something they cannot see yet.
  if (entries.length > 0) kept.listener(conferenceId, entries.sort((a, b) => a.seq - b.seq))
  for (const row of rows) batch[row.n]?.settle(outcomeOf(row))
}

const isUndecided = (row: Row): boolean => row.member && row.may && row.listed && row.current && row.done === null && row.seq === null && !row.closed

const entryOf = ({ cmdId, personId, kind, body }: RoomCommand, seq: number, at: Date): RoomEntry =>
  ({ seq, cmdId, personId, at: at.toISOString(), kind, body }) as RoomEntry

function outcomeOf(row: Row): Appended {
  const seq = row.seq ?? row.done
  if (!row.member) return { ok: false, reason: 'notMember' }
  if (seq !== null) return { ok: true, seq, repeated: row.seq === null }
  if (row.closed) return { ok: false, reason: 'closed' }
  if (!row.may) return { ok: false, reason: 'notAllowed' }
  if (!row.listed) return { ok: false, reason: 'notOnAgenda' }
  if (!row.current) return { ok: false, reason: 'stale' }
  throw new Error('The room was written by others 20 times in a row')
}

/**
 * One statement, so one round trip and one commit: who is a member, what was said before, which conclusions are current,
 * the next numbers and the rows. The room's row orders it; where its number does not fit the log this statement sees,
 * somebody else was faster and nothing is written.
 */
function writeOnce(conferenceId: string, batch: Waiting[]): Promise<Row[]> {
  const given = JSON.stringify(batch.map(({ command }, n) => ({
    n, cmdId: command.cmdId, personId: command.personId, hospitalId: command.hospitalId ?? null, kind: command.kind, body: command.body,
    roles: command.roles ?? null, item: command.item ?? null, attribute: command.expects?.attribute ?? null, value: command.expects?.value ?? null, base: command.expects?.version ?? null,
  })))
  return db.$queryRaw<Row[]>`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as g("n" int, "cmdId" text, "personId" uuid, "hospitalId" uuid, "kind" text, "body" jsonb, "roles" text[], "item" uuid, "attribute" text, "value" text, "base" int)
    ), judged as (
      select g.*, m."role" is not null as "member", coalesce(m."role"::text = any(g."roles"), true) as "may",
        g."item" is null or exists (select 1 from "AgendaItem" a where a."id" = g."item" and a."conferenceId" = ${conferenceId}::uuid and a."state" = 'waiting') as "listed",
        g."base" is null or g."base" = coalesce((
          select max(c."seq") from "RoomEntry" c where c."conferenceId" = ${conferenceId}::uuid and c."kind" = g."kind"
            and (g."item" is null or c."body"->>'item' = g."item"::text) and (g."value" is null or c."body"->>g."attribute" = g."value")), 0) as "current",
        (select e."seq" from "RoomEntry" e where e."conferenceId" = ${conferenceId}::uuid and e."personId" = g."personId" and e."cmdId" = g."cmdId") as "done"
      from given g left join "ConferenceMember" m
        on m."conferenceId" = ${conferenceId}::uuid and m."personId" = g."personId" and (g."hospitalId" is null or m."hospitalId" = g."hospitalId")
    ), fresh as (
      select *, row_number() over (order by "n") as "place", count(*) over () as "all" from judged where "member" and "may" and "listed" and "current" and "done" is null
    ), moved as (
      update "Room" r set "lastSeq" = r."lastSeq" + (select count(*) from fresh)
      where r."conferenceId" = ${conferenceId}::uuid and r."closedAt" is null and exists (select 1 from fresh)
        and r."lastSeq" = coalesce((select max(e."seq") from "RoomEntry" e where e."conferenceId" = ${conferenceId}::uuid), 0)
      returning r."lastSeq"
    ), written as (
      insert into "RoomEntry" ("conferenceId", "seq", "cmdId", "personId", "at", "kind", "body")
      select ${conferenceId}::uuid, moved."lastSeq" - f."all" + f."place", f."cmdId", f."personId", now() + ${aheadOfDatabase()} * interval '1 millisecond', f."kind", f."body" from fresh f cross join moved
      on conflict ("conferenceId", "personId", "cmdId") do nothing
      returning "personId", "cmdId", "seq", "at"
    )
    select j."n", j."member", j."may", j."listed", j."current", j."done", w."seq", w."at",
      not exists (select 1 from "Room" r where r."conferenceId" = ${conferenceId}::uuid and r."closedAt" is null) as "closed"
    from judged j left join written w on w."personId" = j."personId" and w."cmdId" = j."cmdId" order by j."n"`
}
