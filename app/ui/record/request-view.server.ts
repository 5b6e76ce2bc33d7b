import { readClinical } from '~/domain/consults/clinical'
import { printable } from '~/domain/consults/lifecycle'
import type { ConsultRecord } from '~/domain/consults/record.server'
import type { Signature } from './view.server'

/** The request on the record page: version by version, with what is new to the reader and what is missing. */
export function requestView({ request, consult, identity }: ConsultRecord, signed: (personId: string) => Signature) {
  return {
    versions: request.versions.map(({ at, personId, ...version }) => ({ ...version, at: at.toISOString(), by: signed(personId) })),
    baseVersion: request.base, fresh: request.fresh, said: request.said, needs: request.needs,
    episodeKind: consult.episodeKind, icd10: readClinical(consult.clinical).icd10 ?? '', printable: printable(consult.state), summary: identity?.summary ?? '',
    moreIdentity: identity && {
      birthDate: identity.birthDate?.toISOString().slice(0, 10) ?? null, nationalId: identity.nationalId, insuranceNumber: identity.insuranceNumber,
      address: identity.address, ethnicity: identity.ethnicity, occupation: identity.occupation,
    },
  }
}
