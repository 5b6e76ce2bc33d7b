import type { Tx } from '~/domain/audit/transact.server'
import type { Prisma } from '~/platform/database/database.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import type { AgendaLine, LoadedConference } from '~/domain/schedule/load-conference.server'
import { newId } from '~/platform/id'
import { attendanceOf } from './attendance'
import { concludedQuestions, typedFields, type AskedQuestion } from './concluded-questions'
import { interruptionsOf } from './interruptions'
import type { RoomState } from './room-state'
import { rosterOf } from './rosters.server'

interface Ended { conference: LoadedConference; line: AgendaLine; questions: readonly AskedQuestion[]; texts: Record<string, string>; state: RoomState; now: Date }

/** Step: the minutes of one consult as its conference left them: texts, opinions, who was where and when. Who confirms in which order is the host's setting at this moment. */
export async function beginMinutes(tx: Tx, { conference, line: { id: itemId, consultId }, questions, texts, state, now }: Ended) {
  // A patient handed over at this moment: either the new doctor is read here, or whoever follows the handover finds these minutes.
  await tx.$executeRaw`select 1 from "Consult" where "id" = ${consultId}::uuid for no key update`
  const consult = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { requestVersion: true, treatingDoctorId: true, identity: { select: { diagnosis: true } } } })
  const holder = (role: string) => conference.members.find((member) => member.role === role)?.personId
  const [chairId, scribeId] = [holder('chair'), holder('scribe')]
  if (!chairId || !scribeId || !conference.hostId) throw new Error('A conference has a host, a chair and a scribe')
  const { confirming } = await settingOf(conference.hostId, 'minutes', tx)
  const endedAt = now.toISOString()
  const { icd10, change, nextSteps } = typedFields(state, itemId)
  const minutes = {
    id: newId(), conferenceId: conference.id, consultId, itemId, requestVersion: consult.requestVersion, chairId, scribeId, treatingId: consult.treatingDoctorId, order: confirming, createdAt: now,
    summary: texts.summary ?? '', diagnosis: texts.diagnosis || (consult.identity?.diagnosis ?? ''), overall: texts.overall ?? '', treatmentPlan: texts.plan ?? '', icd10: icd10.map((one) => ({ ...one })), change, nextSteps,
    conclusions: concludedQuestions(questions, texts, state, itemId).map((one) => ({ ...one, opinions: one.opinions.map((opinion) => ({ ...opinion })) })),
    attendance: attendanceOf(state, endedAt).map(({ personId, stays }) => ({ personId, stays })),
    sites: (await rosterOf(tx, conference.id)).map(({ name, hospitalId, attendees }) => ({
      name, hospitalId, people: attendees.map(({ personId, name: who, position, from, until }) => ({ personId, name: who, position, from: from.toISOString(), until: (until ?? now).toISOString() })),
    })),
    interruptions: interruptionsOf(state, endedAt, conference.members).map((one) => ({ ...one })),
  } satisfies Prisma.MinutesUncheckedCreateInput
  await tx.minutes.create({ data: minutes })
  return minutes
}
