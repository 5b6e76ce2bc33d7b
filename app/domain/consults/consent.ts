import { z } from '~/platform/zod'
import { optionalText, uuid, words } from '~/platform/http/form'
import type { AgeUnit, ConsentKind } from '~/platform/database/enums'
import { consentForms, consentRelations } from './consent-choices'
import { limits } from './limits'

/** Which words the printed sheet carries; a test keeps the two together, so that other words get another name. */
export const consentText = 'ĐĐHC-01 (11/2026)'

/** What the sheet agrees to. Recording and teaching would each need a consent of their own (Law 91/2025, art. 9: consent per purpose). */
export const consentPurpose = 'remoteConsult'

export type SignerAge = 'smallChild' | 'minor' | 'adult'

/** An age as whoever signs is judged by it; known only by the year of birth, the birthday of this year may be still to come. */
export interface KnownAge { value: number; unit: AgeUnit; birthYear: number | null }

/**
 * Who has to agree, by age. Under 18 a representative does (Civil Code 2015, art. 21 and 136); a child of seven or more
 * agrees as well (Law 91/2025, art. 24, in its stricter reading; the Civil Code's greater freedom from 15 on concerns
 * property, so it changes nothing here). By a year of birth alone the stricter reading holds at either boundary: grown up is who is so
 * for certain, and who may be seven already agrees as well. An age that is not known counts as grown up: the doctor sees the patient.
 */
export function signerAge(age: KnownAge | null): SignerAge {
  if (!age) return 'adult'
  if (age.unit === 'days') return 'smallChild'
  const years = age.unit === 'months' ? age.value / 12 : age.value
  const certainly = age.birthYear === null ? years : years - 1
  return years < 7 ? 'smallChild' : certainly < 18 ? 'minor' : 'adult'
}

export interface ConsentRow { kind: ConsentKind; at: Date }

/** Where the consent of a consult stands: the newest row decides, except that an emergency after a consent takes nothing back. */
export function standingOf(rows: readonly ConsentRow[]): ConsentKind | null {
  const kinds = [...rows].sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ kind }) => kind)
  if (kinds.at(-1) === 'withdrawn') return 'withdrawn'
  return kinds.includes('given') ? 'given' : kinds.at(-1) ?? null
}

const relation = z.enum(consentRelations, { error: 'consent:problem.relation' })
const signed = {
  consultId: uuid, form: z.enum(consentForms, { error: 'consent:problem.form' }), relation, personName: optionalText(limits.short),
  childAgreed: optionalText(5), reason: optionalText(limits.reason),
}

export const collectConsent = z.object({ ...signed, fileId: z.preprocess((value) => (value === '' ? undefined : value), uuid.optional()) })
export type CollectConsent = z.infer<typeof collectConsent>

export const withdrawConsent = z.object({ consultId: uuid, relation, personName: optionalText(limits.short), note: words(limits.reason, 'consent:problem.withdrawalNote') })
export type WithdrawConsent = z.infer<typeof withdrawConsent>

type Given = Pick<CollectConsent, 'relation' | 'personName' | 'childAgreed' | 'reason'>

/** What is wrong with a signature, by field: representatives for minors and for people who cannot, with name, relation and why. */
export function signatureProblems(given: Given, age: SignerAge): { field: keyof Given; key: string }[] {
  const { relation: who, personName, childAgreed, reason } = given
  if (who === 'self') return age === 'adult' ? [] : [{ field: 'relation', key: 'consent:problem.minor' }]
  return [
    ...(personName === '' ? [{ field: 'personName' as const, key: 'consent:problem.personName' }] : []),
    ...(age === 'adult' && reason === '' ? [{ field: 'reason' as const, key: 'consent:problem.cannotWhy' }] : []),
    ...(age === 'minor' && childAgreed === '' && reason === '' ? [{ field: 'childAgreed' as const, key: 'consent:problem.childAgreed' }] : []),
  ]
}
