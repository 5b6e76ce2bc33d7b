import { beforeAll, describe, expect, test } from 'vitest'
import { checkPage } from '~/domain/rooms/check-page.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anOpenConference, aPerson } from './a-conference'

let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => { world = await anOpenConference() })

describe('the check of devices before a conference', () => {
  test('is for its members, each acting for the hospital they were invited for', async () => {
    for (const member of [world.chair, world.doctor, world.scribe]) {
      expect(await checkPage(member, world.conferenceId)).toMatchObject({ conferenceId: world.conferenceId, state: 'open', kind: 'conference' })
    }
    const elsewhere = { ...world.doctor, hospitalId: world.supportingId }
    // Sees the consult, is not invited.
    const colleague = await aPerson(world.supportingId, ['coordinator'], 'Điều phối viên khác')
    for (const actor of [world.stranger, elsewhere, colleague]) {
      await expect(checkPage(actor, world.conferenceId)).rejects.toMatchObject({ status: 404 })
    }
    await expect(checkPage(world.chair, newId())).rejects.toMatchObject({ status: 404 })
  })

  test('opens before the conference does, shows nothing of the consult, and tells that it is over', async () => {
    await db.conference.update({ where: { id: world.conferenceId }, data: { state: 'planned' } })
    const page = await checkPage(world.doctor, world.conferenceId)
    expect(Object.keys(page).sort()).toEqual(['conferenceId', 'kind', 'startsAt', 'state'])
    expect(page.state).toBe('planned')
    await recordNotHeld(world.chair, { conferenceId: world.conferenceId, reason: 'Người bệnh đã chuyển viện' })
    expect((await checkPage(world.doctor, world.conferenceId)).state).toBe('notHeld')
  })
})
