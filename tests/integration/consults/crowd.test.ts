import { expect, test } from 'vitest'
import { createDraft } from '~/domain/consults/create-draft.server'
import { opinionContent } from '~/domain/consults/opinion-paper.server'
import { db } from '~/platform/database/database.server'
import { aNetwork, anAnsweredConsult } from '../../support/network'

/** More at once than the pool has connections: whoever holds one may not wait for a second. */
const crowd = Array.from({ length: 30 })

test('thirty requests begun at once', async () => {
  const network = await aNetwork()
  const begun = await Promise.all(crowd.map(() => createDraft(network.doctor)))
  expect(new Set(begun.map(({ consultId }) => consultId)).size).toBe(30)
})

test('thirty papers put together at once', async () => {
  const network = await aNetwork()
  const { opinionId } = await anAnsweredConsult(network)
  const papers = await Promise.all(crowd.map(() => db.$transaction((tx) => opinionContent(tx, opinionId, { version: 1, reason: '' }))))
  expect(papers.every(({ specialist }) => specialist.name === 'Hà Quang Tuyển')).toBe(true)
})
