import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { keptDays, keptKeys } from '~/domain/people/kept-key.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { env } from '~/platform/env.server'
import { aNetwork, aSentConsult, withCommand, type Network } from '../../support/network'

let network: Network
beforeAll(async () => { network = await aNetwork() })

test('one person gets the same keys again, nobody else any of them', async () => {
  const [mine, again, other] = await Promise.all([keptKeys(network.doctor, []), keptKeys(network.doctor, []), keptKeys(network.secondDoctor, [])])
  expect(again).toEqual(mine)
  expect(mine.person).toBe(network.doctor.personId)
  expect(Object.keys(mine.keys)).toHaveLength(keptDays + 1)
  const all = (given: typeof mine) => [...Object.values(given.keys), given.places]
  expect(new Set([...all(mine), ...all(other)]).size).toBe(2 * (keptDays + 2))
})

test('the server’s secret is its own and made once', async () => {
  await keptKeys(network.doctor, [])
  const file = path.join(env().DATA_DIR, 'kept.secret')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file)).toHaveLength(32)
})

test('only one’s own commands are told', async () => {
  const consultId = await aSentConsult(network)
  await withdrawConsult(withCommand(network.doctor, 'withdraw:abc-12345'), { consultId, note: 'Đã chuyển viện.' })
  expect((await keptKeys(network.doctor, ['withdraw:abc-12345', 'withdraw:never-sent'])).done).toEqual(['withdraw:abc-12345'])
  expect((await keptKeys(network.secondDoctor, ['withdraw:abc-12345'])).done).toEqual([])
})
