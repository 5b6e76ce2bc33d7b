import { z } from '~/platform/zod'
import { day, uuid, words } from '~/platform/http/form'

export const createPairing = z.object({
  seniorId: uuid,
  authorityId: uuid,
  juniorIds: z.array(uuid).min(1),
  name: words(200),
  status: z.enum(['pilot', 'official', 'ended']),
  since: day,
})
export type CreatePairing = z.infer<typeof createPairing>

export const createAgreement = z.object({
  number: words(100),
  title: words(300),
  supportingIds: z.array(uuid).min(1),
  supportedIds: z.array(uuid).min(1),
  authorityId: uuid.optional(),
  specialtyCodes: z.array(words(20)).min(1),
  validFrom: day,
  validUntil: day,
  status: z.enum(['draft', 'signed', 'suspended', 'terminated']),
}).refine((agreement) => agreement.validFrom <= agreement.validUntil, { path: ['validUntil'], error: 'agreements:problem.order' })
export type CreateAgreement = z.infer<typeof createAgreement>
