import { expect, test } from 'vitest'
import { createAgreement } from '~/domain/agreements/create-agreement.server'
import { createPairing } from '~/domain/agreements/create-pairing.server'
import { seniorsOf, termsFor } from '~/domain/agreements/queries.server'
import { aNetwork, anActor } from '../../support/network'

const agreement = (network: Awaited<ReturnType<typeof aNetwork>>, number: string) => ({
  number, title: 'Thỏa thuận', supportingIds: [network.senior], supportedIds: [network.other], authorityId: network.authority, specialtyCodes: ['nhi'], validFrom: '2026-01-01', validUntil: '2027-01-01', status: 'signed' as const,
})

test('the administrator of the authority enters agreements and pairings, nobody else does', async () => {
  const network = await aNetwork()
  const { agreementId } = await createAgreement(network.administrator, agreement(network, '1/A'))
  expect((await termsFor(network.other)).find((terms) => terms.id === agreementId)).toMatchObject({ number: '1/A', supporting: [network.senior], supported: [network.other], specialties: ['nhi'], validFrom: '2026-01-01', validUntil: '2027-01-01' })
  for (const actor of [network.doctor, network.seniorCoordinator, network.officer, await anActor(network.other, ['administrator']), (await aNetwork()).administrator]) {
    await expect(createAgreement(actor, agreement(network, '2/A'))).rejects.toMatchObject({ status: 404 })
    await expect(createPairing(actor, { seniorId: network.senior, authorityId: network.authority, juniorIds: [network.other], name: 'x', status: 'pilot', since: '2026-01-01' })).rejects.toMatchObject({ status: 404 })
  }
})

test('the number of an agreement is given once', async () => {
  const network = await aNetwork()
  await createAgreement(null, agreement(network, '3/A'))
  await expect(createAgreement(null, agreement(network, '3/A'))).rejects.toMatchObject({ key: 'agreements:problem.numberTaken', field: 'number' })
})

test('the addressees of a junior unit are its seniors, not those of others', async () => {
  const network = await aNetwork()
  expect(await seniorsOf(network.junior)).toEqual([network.senior])
  expect(await seniorsOf(network.senior)).toEqual([])
})
