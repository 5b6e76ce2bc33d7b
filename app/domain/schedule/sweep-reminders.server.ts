import { transact } from '~/domain/audit/transact.server'
import { firstLook, remindingOf, type ToRemind } from './reminders'

const most = 500
const quarter = 15 * 60_000

interface Row extends ToRemind { id: string }

/** Each minute: conferences a day or a quarter of an hour ahead, one transaction each; several processes share the work. */
export async function sweepReminders(): Promise<number> {
  let looked = 0
  while (looked < most && await remindOne()) looked += 1
  return looked
}

const remindOne = (): Promise<boolean> => transact(null, async (tx, record, now) => {
  const [row] = await tx.$queryRaw<Row[]>`
    select "id", "startsAt", coalesce("movedAt", "createdAt") as "setAt", "dayRemindedAt", "soonRemindedAt" from "Conference"
    where "state" = 'planned' and "kind" = 'conference' and "startsAt" > ${now} and "startsAt" <= ${new Date(now.getTime() + firstLook)}
      and ("dayRemindedAt" is null or ("soonRemindedAt" is null and "startsAt" <= ${new Date(now.getTime() + quarter)}))
    order by "startsAt" limit 1 for update skip locked`
  if (!row) return false
  const { marks, tell } = remindingOf(row, now)
  await tx.conference.update({ where: { id: row.id }, data: Object.fromEntries(marks.map((mark) => [mark, now])) })
  if (tell) record({ name: 'invitation.reminded', subject: 'conference', subjectId: row.id, facts: { when: tell }, audience: [`conference:${row.id}`] })
  return true
})
