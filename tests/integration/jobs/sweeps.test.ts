import { expect, test } from 'vitest'
import { sweepCommands } from '~/domain/audit/sweep-commands.server'
import { createDraft } from '~/domain/consults/create-draft.server'
import { sweepDrafts } from '~/domain/consults/sweep-drafts.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { aPerson, newCommand } from '../people/world'
import { anAcceptedConsult } from '../rooms/a-conference'

const day = 24 * 3_600_000

test('a draft nobody touched for 30 days goes with its rights, a sent request stays', async () => {
  const { actor } = await aPerson()
  const { consultId } = await createDraft(actor)
  const sent = await anAcceptedConsult()
  moveClock(29 * day)
  expect(await sweepDrafts()).toBe(0)
  moveClock(2 * day)
  const { consultId: fresh } = await createDraft(actor)
  expect(await sweepDrafts()).toBe(1)
  resetClock()
  expect((await db.consult.findMany({ select: { id: true } })).map(({ id }) => id).sort()).toEqual([fresh, sent.consultId].sort())
  expect(await db.consultAccess.count({ where: { consultId } })).toBe(0)
  expect(await db.event.findMany({ where: { name: 'consult.discarded' }, select: { subjectId: true, personId: true, audience: true } })).toEqual([{ subjectId: consultId, personId: null, audience: [`person:${actor.personId}`] }])
})

test('answers to commands are kept for a week', async () => {
  const { actor } = await aPerson()
  const acting = newCommand(actor)
  await createDraft(acting)
  await sweepCommands()
  expect(await db.command.count({ where: { personId: actor.personId } })).toBe(1)
  moveClock(8 * day)
  await sweepCommands()
  resetClock()
  expect(await db.command.count({ where: { personId: actor.personId } })).toBe(0)
})
