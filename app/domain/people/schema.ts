import { z } from '~/platform/zod'
import { day, optionalText, uuid, words } from '~/platform/http/form'
import { emailOf, telephoneOf } from './sign-in-name'

/** Long enough to resist guessing, no rule of composition (people then write it on the screen's edge); the limit spares the hash. */
export const password = z.string({ error: 'problems:required' })
  .transform((typed) => typed.normalize('NFC'))
  .refine((typed) => [...typed].length >= 8, { error: 'people:problem.passwordShort' })
  .refine((typed) => typed.length <= 200, { error: 'people:problem.passwordLong' })

const telephone = z.string().transform((typed, context) => {
  const number = telephoneOf(typed)
  if (number) return number
  context.addIssue({ code: 'custom', message: 'people:problem.telephone' })
  return z.NEVER
})
const email = z.string().transform((typed, context) => {
  const found = emailOf(typed)
  if (found) return found
  context.addIssue({ code: 'custom', message: 'people:problem.email' })
  return z.NEVER
})

export const createPerson = z.object({
  /** family name first */
  fullName: words(100),
  /** BSCKII, PGS.TS */
  title: optionalText(50),
  telephone: telephone.optional(),
  email: email.optional(),
  password,
}).refine((person) => person.telephone !== undefined || person.email !== undefined, { path: ['telephone'], error: 'people:problem.noName' })
export type CreatePerson = z.infer<typeof createPerson>

export const addMembership = z.object({
  personId: uuid,
  hospitalId: uuid,
  departmentId: uuid.optional(),
  specialtyCode: words(20).optional(),
  roles: z.array(z.enum(['treatingDoctor', 'head', 'coordinator', 'specialist', 'authority', 'administrator'])),
  position: optionalText(100),
  validFrom: day,
  /** last day, included */
  validUntil: day.optional(),
})
export type AddMembership = z.infer<typeof addMembership>

export const endMembership = z.object({ membershipId: uuid })
export const setPassword = z.object({ personId: uuid, password })

export const switchMembership = z.object({ to: uuid })
/** A sign-in is named by the hash of its token, which opens nothing. */
export const endSignIn = z.object({ handle: z.string({ error: 'problems:required' }).regex(/^[\w-]{43}$/, { error: 'problems:unknownChoice' }) })
export const endOtherSignIns = z.object({})
