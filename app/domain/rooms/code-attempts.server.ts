import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { formatTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'

const minute = 60_000
const wrongMost = 5
const within = 10 * minute
const lockedFor = 10 * minute

interface Attempt { succeeded: () => Promise<void>; failed: () => Promise<void> }

/**
 * Somebody enters another one's code. Counted before it is looked up, so that a hundred sent at once are not all tried; apart from the
 * verb's transaction, which a wrong code undoes. The fifth wrong one within ten minutes closes the door for ten.
 */
export async function beginCode(conferenceId: string, personId: string): Promise<Attempt> {
  const counter = `roster-code ${conferenceId} ${personId}`
  const locked = `${counter} locked`
  const at = await nowIn(db)
  const lock = await db.signInFailure.findFirst({ where: { counter: locked, at: { gt: new Date(at.getTime() - lockedFor) } }, orderBy: { at: 'desc' }, select: { at: true } })
  if (lock) throw tooMany(lock.at)
  const id = newId()
  await db.signInFailure.create({ data: { id, at, counter } })
  const forget = async () => void (await db.signInFailure.deleteMany({ where: { id } }))
  const recent = () => db.signInFailure.count({ where: { counter, at: { gt: new Date(at.getTime() - within) } } })
  if (await recent() > wrongMost) {
    await forget()
    throw tooMany(at)
  }
  return {
    succeeded: forget,
    failed: async () => {
      if (await recent() < wrongMost) return
      await db.signInFailure.create({ data: { id: newId(), at, counter: locked } })
      await db.signInFailure.deleteMany({ where: { counter } })
    },
  }
}

const tooMany = (since: Date): Problem =>
  new Problem('rooms:roster.problem.locked', { field: 'code', params: { until: formatTime(new Date(since.getTime() + lockedFor + minute - 1)) } })
