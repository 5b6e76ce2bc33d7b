import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { aNetwork, withCommand, type Network } from '../../support/network'

export const everybody = ['doctor', 'secondDoctor', 'head', 'juniorCoordinator', 'seniorCoordinator', 'specialist', 'secondSpecialist', 'otherDoctor', 'officer', 'administrator'] as const
type Someone = (typeof everybody)[number]

export interface World { consultId: string; opinionId?: string }

export interface Deed {
  verb: string
  /** who may do it; everybody else gets the 404 of a random id */
  by: readonly [Someone, ...Someone[]]
  /** a consult in the state the deed needs */
  before: (network: Network) => Promise<World>
  act: (actor: Actor, world: World, network: Network) => Promise<unknown>
  /** the state it leads to */
  to: string
  /** of two at once exactly one wins; false where both may be done one after the other */
  once?: boolean
  /** the step it leaves; none where it is kept quiet */
  step?: string | null
  /** may be done after the end of the consult too */
  late?: true
  /** words of the clinical part that must never come near an event */
  private?: string
}

export const stateOf = async (consultId: string): Promise<string> => (await db.consult.findUniqueOrThrow({ where: { id: consultId } })).state
export const stepsOf = async (consultId: string): Promise<string[]> => (await db.consultStep.findMany({ where: { consultId }, orderBy: { id: 'asc' } })).map((step) => step.action)

const isProblem = (error: unknown): boolean => error instanceof Problem || error instanceof Problems

/** What every verb owes: the right person, nobody else, only in its state, once when two press at once, once per command. */
export function guards(deeds: readonly Deed[]): void {
  let network: Network
  beforeAll(async () => { network = await aNetwork() })

  describe.each(deeds)('$verb', ({ by, before, act, to, once = true, late, step, private: secret }) => {
    const [first] = by

    test('is done by the right person, and leaves its state, step and event', async () => {
      const world = await before(network)
      const seen = await db.event.count({ where: { subjectId: world.consultId } })
      await act(network[first], world, network)
      expect(await stateOf(world.consultId)).toBe(to)
      if (step) expect((await stepsOf(world.consultId)).at(-1)).toBe(step)
      const events = await db.event.findMany({ where: { subjectId: world.consultId }, orderBy: { id: 'asc' } })
      expect(events.length - seen > 0).toBe(step !== null)
      if (secret) expect(JSON.stringify(events)).not.toContain(secret)
    })

    test('is a 404 to everybody else', async () => {
      const world = await before(network)
      const state = await stateOf(world.consultId)
      for (const someone of everybody.filter((name) => !by.includes(name))) {
        const answer = await act(network[someone], world, network).catch((error: unknown) => error)
        expect(answer, someone).toBeInstanceOf(Response)
        expect((answer as Response).status, someone).toBe(404)
      }
      expect(await stateOf(world.consultId)).toBe(state)
    })

    test('is a 404 for a consult that does not exist', async () => {
      const world = await before(network)
      await expect(act(network[first], { ...world, consultId: newId() }, network)).rejects.toMatchObject({ status: 404 })
    })

    if (!late) test('is a problem once the consult has ended', async () => {
      const world = await before(network)
      await withdrawConsult(network.doctor, { consultId: world.consultId, note: 'Đã chuyển viện.' })
      const error = await act(network[first], world, network).catch((problem: unknown) => problem)
      expect(isProblem(error), String(error)).toBe(true)
      expect(await stateOf(world.consultId)).toBe('withdrawn')
    })

    test('by two at once ends well', async () => {
      const world = await before(network)
      const second = by[1] ?? first
      const ends = await Promise.allSettled([act(withCommand(network[first]), world, network), act(withCommand(network[second]), world, network)])
      const done = ends.filter(({ status }) => status === 'fulfilled')
      if (once) expect(done).toHaveLength(1)
      for (const end of ends) if (end.status === 'rejected') expect(isProblem(end.reason), String(end.reason)).toBe(true)
      expect(await stateOf(world.consultId)).toBe(to)
    })

    test('by one command is done once and answered twice', async () => {
      const world = await before(network)
      const actor = withCommand(network[first])
      const [one, twin] = await Promise.all([act(actor, world, network), act(actor, world, network)])
      const steps = await stepsOf(world.consultId)
      expect(twin).toEqual(one)
      expect(await act(actor, world, network)).toEqual(one)
      expect(await stepsOf(world.consultId)).toEqual(steps)
    })
  })
}
