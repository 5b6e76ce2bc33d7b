import { expect, test } from 'vitest'
import { askAgain } from '~/domain/consults/ask-again.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { append } from '~/domain/rooms/append.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { confirmMinutes } from '~/domain/rooms/confirm-minutes.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { recordView } from '~/ui/record/view.server'
import { anOpenConference, password } from './a-conference'
import { settle } from './settle'

test('what a conference concluded stays at its questions when a later round is answered in writing', async () => {
  const { chair, conferenceId, consultId, coordinator, doctor, itemId, scribe } = await anOpenConference()
  for (const { personId } of [chair, scribe, doctor]) await append(conferenceId, { cmdId: newId(), personId, kind: 'join', body: {} })
  await settle(scribe, { conferenceId, itemId }, 1, 'Mổ trong ngày')
  await settle(chair, { conferenceId, itemId }, 2, 'Chờ kết quả INR', 'leftOpen')
  await closeConference(chair, { conferenceId })
  const texts = { summary: 'Ngã cách 3 tuần.', diagnosis: 'Máu tụ dưới màng cứng', treatmentPlan: 'Khoan sọ.' }
  const confirming = async () => ({ conferenceId, itemId, draftVersion: (await db.minutes.findFirstOrThrow({ where: { itemId } })).draftVersion, ...texts, password })
  await confirmMinutes(scribe, await confirming())
  await confirmMinutes(chair, await confirming())
  await confirmMinutes(doctor, await confirming())
  const { answerId } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  await decideConsult(doctor, { consultId, answerId: answerId ?? '', kind: 'apply', reason: '' })
  await askAgain(doctor, { consultId, text: 'Sau mổ.', questions: ['Khi nào dùng lại thuốc chống đông?'] })
  await assignSpecialist(coordinator, { consultId, specialistId: chair.personId })
  await confirmOpinion(chair, { consultId, version: 0, answers: ['Sau 4 tuần.'], unanswered: [], general: '', password })
  const { questions, answerKind } = await recordView(doctor, consultId, 'vi')
  expect(answerKind).toBe('opinion')
  expect(questions.map(({ number, answer }) => [number, answer?.text, answer?.inConference])).toEqual([[1, 'Mổ trong ngày', true], [2, 'Chờ kết quả INR', true], [3, 'Sau 4 tuần.', false]])
})
