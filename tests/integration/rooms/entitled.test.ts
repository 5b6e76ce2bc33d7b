import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { roomPage } from '~/domain/rooms/queries.server'
import { aStage } from './a-stage'

let world: Awaited<ReturnType<typeof aStage>>
beforeAll(async () => { world = await aStage() })

/** Everything the browser gets of the room, and how this person sees each consult. */
async function seen(actor: Actor) {
  const page = await roomPage(actor, world.conferenceId)
  const text = JSON.stringify(page)
  return {
    identified: page?.items.map(({ identified }) => identified), first: text.includes('Phùng Văn Định'), second: text.includes('Nguyễn Thị Thược'),
    file: text.includes(world.secondFileId), questions: page?.items.map(({ consult }) => consult.questions.length),
  }
}

test('those who run and advise see every consult by name, with its files', async () => {
  for (const actor of [world.chair, world.deputy, world.scribe, world.specialist]) {
    expect(await seen(actor), actor.fullName).toEqual({ identified: [true, true], first: true, second: true, file: true, questions: [2, 2] })
  }
})

test('observers and technicians get all of them without names and files', async () => {
  for (const actor of [world.observer, world.technician]) {
    expect(await seen(actor), actor.fullName).toEqual({ identified: [false, false], first: false, second: false, file: false, questions: [2, 2] })
  }
})

test('whoever presents sees the own consult by name, and the other one without', async () => {
  expect(await seen(world.presenter)).toEqual({ identified: [false, true], first: false, second: true, file: true, questions: [2, 2] })
  expect(await seen(world.doctor)).toEqual({ identified: [true, false], first: true, second: false, file: false, questions: [2, 2] })
})
