import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { log } from '~/platform/log.server'
import { translate } from '~/platform/texts/translate.server'
import { emptySince } from './attendance'
import { finishCall } from './finish-call.server'
import { entriesAfter } from './live-rooms.server'
import { applyEntry, emptyRoom } from './room-state'

const minute = 60_000
/** A room nobody has been in for so long is not waiting for anybody. */
const emptyAtMost = 15 * minute

/** Run each minute: ends the quick calls that nobody ended, one transaction each. Several processes do none twice. Returns how many. */
export async function sweepCalls(): Promise<number> {
  const now = await nowIn(db)
  const open = await db.conference.findMany({ where: { kind: 'quick', state: 'open', startsAt: { lte: new Date(now.getTime() - emptyAtMost) } }, orderBy: { startsAt: 'asc' }, take: 500, select: { id: true } })
  let ended = 0
  for (const { id } of open) {
    await transact(null, (tx, record, at) => endForgotten(tx, record, at, id)).then(
      (done) => { ended += done ? 1 : 0 }, (error: unknown) => log.error({ err: error, conferenceId: id }, 'a quick call could not be ended; again in a minute'),
    )
  }
  return ended
}

/** Somebody was called into it a moment ago, and may be on the way. */
const calledAnew = async (tx: Tx, conferenceId: string, now: Date): Promise<boolean> =>
  (await tx.event.count({ where: { subject: 'conference', subjectId: conferenceId, name: 'conference.joined', at: { gt: new Date(now.getTime() - emptyAtMost) } } })) > 0

/** First the call, then its room, as every verb that ends one: whoever comes in at that moment waits, and is seen or finds it closed. */
async function endForgotten(tx: Tx, record: RecordEvent, now: Date, conferenceId: string): Promise<boolean> {
  const held = await tx.$executeRaw`select 1 from "Conference" where "id" = ${conferenceId}::uuid and "state" = 'open' for no key update skip locked`
  if (held === 0) return false
  const { agenda: [line], ...found } = await tx.conference.findUniqueOrThrow({
    where: { id: conferenceId }, select: { id: true, agenda: { select: { consultId: true } }, startsAt: true, endsAt: true, openedAt: true, createdById: true, members: { select: { personId: true, hospitalId: true } } },
  })
  if (!line) return false
  const call = { ...found, consultId: line.consultId }
  await tx.$executeRaw`select 1 from "Room" where "conferenceId" = ${conferenceId}::uuid for no key update`
  const state = (await entriesAfter(tx, conferenceId, 0)).reduce(applyEntry, emptyRoom)
  const empty = emptySince(state, call.openedAt ?? call.startsAt)
  const left = empty !== null && now.getTime() - empty.getTime() >= emptyAtMost
  const by = call.members.find(({ personId }) => personId === call.createdById)
  if (!by || (call.endsAt > now && (!left || await calledAnew(tx, conferenceId, now)))) return false
  const t = translate('vi')
  await finishCall(tx, record, now, call, {
    by, until: empty ?? now, outcome: '', words: (names, minutes, joined) => (joined > 0 ? t('alert:call.unwritten', { names, minutes }) : t('alert:call.nobodyCame')),
  })
  return true
}
