import { beforeAll, expect, test } from 'vitest'
import { listConsults } from '~/domain/consults/list.server'
import { fileOf, scopeOf } from '~/domain/consults/queries.server'
import { inboxOf, mailById } from '~/domain/notifications/queries.server'
import { cursorOf, readCursor } from '~/platform/http/cursor'
import { newId } from '~/platform/id'
import { aDraft, aNetwork, type Network } from '../../support/network'

let network: Network
beforeAll(async () => { network = await aNetwork() })

const dashes = '-'.repeat(36)

test('an address that only looks like an id is a 404 before the database is asked', async () => {
  const consultId = await aDraft(network)
  await expect(scopeOf(network.doctor, dashes)).rejects.toMatchObject({ status: 404 })
  await expect(fileOf(network.doctor, consultId, dashes)).rejects.toMatchObject({ status: 404 })
  await expect(mailById(network.administrator, dashes)).rejects.toMatchObject({ status: 404 })
})

test.each([`0000-01-01T00:00:00.000Z_${newId()}`, `2026-01-01T00:00:00.000Z_${dashes}`, `2026-13-45T00:00:00.000Z_${newId()}`, 'x', ''])('a place in a list that cannot be is the beginning: %s', async (cursor) => {
  expect(readCursor(cursor)).toBeNull()
  expect((await listConsults(network.doctor, { view: 'drafts', cursor })).consults).toHaveLength(1)
  expect((await inboxOf(network.doctor, cursor)).read).toEqual([])
})

test('a place comes back as it was given', () => {
  const place = { at: new Date('2026-11-21T02:03:04.567Z'), id: newId() }
  expect(readCursor(cursorOf(place))).toEqual(place)
})
