import { expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { action } from '~/routes/consults.$id.thread'
import { aNetwork, aSentConsult } from '../../support/network'
import { picture } from '../../unit/documents/pictures'
import { aSignIn } from '../rooms/a-conference'

const posted = async (actor: Actor, consultId: string) => {
  const { cookie } = await aSignIn(actor)
  const body = new FormData()
  for (const [name, value] of Object.entries({ intent: 'write', text: 'Xin chào.', membershipId: actor.membershipId, commandId: 'thread-page-1' })) body.append(name, value)
  body.append('files', new File([new Uint8Array(await picture('jpeg'))], 'anh.jpg', { type: 'image/jpeg' }))
  return new Request(`http://localhost/consults/${consultId}/thread`, { method: 'POST', headers: { cookie }, body })
}

test('a picture of somebody who may not write is not even read; of somebody who may it is kept', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  const theirs = await posted(network.seniorCoordinator, consultId)
  await expect(action({ request: theirs, params: { id: consultId }, context: { nonce: '', address: '127.0.0.1' } })).rejects.toMatchObject({ status: 404 })
  expect(theirs.bodyUsed).toBe(false)
  const ours = await posted(network.doctor, consultId)
  expect(await action({ request: ours, params: { id: consultId }, context: { nonce: '', address: '127.0.0.1' } })).toMatchObject({ status: 302 })
  expect(await db.consultFile.count({ where: { consultId, messageId: { not: null } } })).toBe(1)
})
