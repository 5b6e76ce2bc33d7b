import { z } from '~/platform/zod'
import { clinicalNames, type ClinicalName } from './clinical-fields'
import { readClinical, type Clinical } from './clinical'

/** A stored row of RequestVersion, its time as the caller keeps it. */
export interface StoredVersion<At> { version: number; at: At; personId: string; content: unknown }

/** What one sending of the request, or one supplement, said. */
export interface RequestVersion<At> {
  version: number
  at: At
  personId: string
  /** the whole request; sent again after the approver's return it stands in place of the ones before */
  whole: boolean
  text: string
  questions: string[]
  clinical: Clinical
  files: number
}

// What issue after issue has stored: the first ones had no kind, and a supplement was known by its text.
const stored = z.object({
  kind: z.string().optional(), supplement: z.string().optional(), questions: z.array(z.string()).catch([]), clinical: z.unknown().optional(), files: z.number().catch(0),
}).catch({ questions: [], clinical: {}, files: 0 })

export function readVersion<At>({ version, at, personId, content }: StoredVersion<At>): RequestVersion<At> {
  const { kind, supplement, questions, clinical, files } = stored.parse(content)
  const whole = kind === undefined ? supplement === undefined : kind === 'request'
  return { version, at, personId, whole, text: supplement ?? '', questions, clinical: readClinical(clinical), files }
}

/** The version that holds the whole request: the first that left its hospital. What is later was added. */
export const baseVersion = (versions: readonly { version: number; whole: boolean }[]): number => Math.max(1, ...versions.filter(({ whole }) => whole).map(({ version }) => version))

/** What the asked hospital reads: from the version that left on. What the approver gave back before stays inside. */
export const sentVersions = <V extends { version: number; whole: boolean }>(versions: readonly V[]): V[] => versions.filter(({ version }) => version >= baseVersion(versions))

/** One value of a clinical field, with the version that brought it. */
export interface Said { version: number; value: string }

/** Every value each clinical field has had since the whole request, oldest first: what a reader sees beside the newest one. */
export function saidOf(versions: readonly Pick<RequestVersion<unknown>, 'version' | 'whole' | 'clinical'>[]): { name: ClinicalName; values: Said[] }[] {
  const base = baseVersion(versions)
  const counted = versions.filter(({ version, whole }) => version === base || (!whole && version > base)).sort((a, b) => a.version - b.version)
  return clinicalNames.flatMap((name) => {
    const values = counted.flatMap(({ version, clinical }) => (clinical[name] ? [{ version, value: clinical[name] }] : []))
    return values.length > 0 ? [{ name, values }] : []
  })
}

/** How long what is new stays marked: a page that looks again by itself must not take the mark away under somebody's eyes. */
const markedFor = 10 * 60_000

/** Versions that came after somebody's first look at the request and have been before them for some minutes only. */
export function newFor(reads: readonly { version: number; at: Date }[], now: Date): number[] {
  const first = Math.min(...reads.map(({ at }) => at.getTime()))
  return reads.filter(({ at }) => at.getTime() > first && now.getTime() - at.getTime() < markedFor).map(({ version }) => version)
}
