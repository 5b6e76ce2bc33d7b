import type { Actor } from '~/domain/audit/actor'
import { transact, type Happening, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { Problem } from '~/platform/problem'
import { ontoAgenda } from './add-consult.server'
import { isFor, toTake } from './backlog-order'
import { waitingFor, type WaitingEntry } from './backlog.server'
import { toChange, waitingOf } from './change-agenda.server'
import type { FillAgenda } from './series-schema'

export interface Filled { conferenceId: string; taken: number; /** codes of those that could not come in: their doctor is taken, or was on the other side */ left: string[] }

/** The next consults of the backlog come into a draft, as many as fit into its minutes. One that cannot come stays where it is and keeps nobody else out. */
export function fillAgenda(actor: Actor, { conferenceId }: FillAgenda): Promise<Filled> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now, ['draft'])
    const { seriesId } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { seriesId: true } })
    const all = (await waitingFor(tx, actor, {}, now)).filter((entry) => isFor(entry, { seriesId }))
    const length = Math.round((conference.endsAt.getTime() - conference.startsAt.getTime()) / 60_000)
    const left = new Set<string>()
    let taken = 0
    for (;;) {
      const waiting = waitingOf(await toChange(tx, actor, conferenceId, now, ['draft']))
      const there = new Set(waiting.map(({ consultId }) => consultId))
      const rest = all.filter(({ id, consultId }) => !left.has(id) && !there.has(consultId))
      const [next] = toTake(rest, { minutes: length - waiting.reduce((sum, { minutes }) => sum + minutes, 0), consults: waiting.length })
      if (!next) break
      if (await takeIn(tx, record, actor, now, conferenceId, next)) taken += 1
      else left.add(next.id)
    }
    return { conferenceId, taken, left: all.filter(({ id }) => left.has(id)).map(({ consult }) => consult.code ?? '') }
  })
}

/** One of them, or nothing of it: what a constraint or rule refuses is taken back alone. */
async function takeIn(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conferenceId: string, { consult, minutes }: WaitingEntry): Promise<boolean> {
  const happened: Happening[] = []
  await tx.$executeRaw`savepoint one_consult`
  try {
    if (await tookOtherSide(tx, consult.id, actor)) throw new Problem('consults:problem.bothSides')
    const conference = await toChange(tx, actor, conferenceId, now, ['draft'])
    await ontoAgenda(tx, (happening) => happened.push(happening), actor, now, conference, { consult, minutes, presenterId: consult.treatingDoctorId }, { item: 'consultId', minutes: 'minutes' })
    await tx.$executeRaw`release savepoint one_consult`
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx.$executeRaw`rollback to savepoint one_consult`
    return false
  }
  happened.forEach(record)
  return true
}
