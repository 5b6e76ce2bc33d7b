import type { Tx } from '~/domain/audit/transact.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import type { AgendaLine, LoadedConference } from '~/domain/schedule/load-conference.server'
import { newId } from '~/platform/id'
import { attendanceOf } from './attendance'
import { itemOf, type RoomState } from './room-state'

export interface AskedQuestion { number: number; text: string }
interface Ended { conference: LoadedConference; line: AgendaLine; questions: readonly AskedQuestion[]; state: RoomState; now: Date }

/** Step: the minutes of one consult as its conference left them. Who confirms in which order is the host's setting at this moment. */
export async function beginMinutes(tx: Tx, { conference, line: { id: itemId, consultId }, questions, state, now }: Ended): Promise<void> {
  const consult = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { requestVersion: true, situation: true, treatingDoctorId: true, identity: { select: { diagnosis: true } } } })
  const holder = (role: string) => conference.members.find((member) => member.role === role)?.personId
  const [chairId, scribeId] = [holder('chair'), holder('scribe')]
  if (!chairId || !scribeId || !conference.hostId) throw new Error('A conference has a host, a chair and a scribe')
  const { confirming } = await settingOf(conference.hostId, 'minutes', tx)
  const { conclusions } = itemOf(state, itemId)
  await tx.minutes.create({
    data: {
      id: newId(), conferenceId: conference.id, consultId, itemId, requestVersion: consult.requestVersion, chairId, scribeId, treatingId: consult.treatingDoctorId, order: confirming, createdAt: now,
      summary: consult.situation ?? '', diagnosis: consult.identity?.diagnosis ?? '',
      conclusions: questions.map(({ number, text }) => {
        const conclusion = conclusions[number]
        return { number, question: text, text: conclusion?.text ?? '', concluded: conclusion?.concluded ?? false, at: conclusion?.at ?? null }
      }),
      attendance: attendanceOf(state, now.toISOString()).map(({ personId, stays }) => ({ personId, stays })),
    },
  })
}
