import { z } from '~/platform/zod'
import { day, optionalText, uuid, words } from '~/platform/http/form'

/** The code stands in consult codes (HC-BV-26-000123) and on the badge, so it is short and plain. */
const code = z.string({ error: 'problems:required' }).regex(/^[A-Z][A-Z0-9]{1,7}$/, { error: 'hospitals:problem.code' })

export const createHospital = z.object({
  kind: z.enum(['hospital', 'healthCentre', 'healthStation', 'authority']),
  code,
  name: words(200),
  shortName: words(60),
  /** first day of the name */
  validFrom: day,
  /** the health department above it; none for a health department */
  authorityId: uuid.optional(),
  /** where papers are dated: "Hà Nội" */
  place: optionalText(100),
  telephone: optionalText(30),
})
export type CreateHospital = z.infer<typeof createHospital>

export const renameHospital = z.object({ hospitalId: uuid, name: words(200), shortName: words(60), validFrom: day })
export type RenameHospital = z.infer<typeof renameHospital>

export const createDepartment = z.object({ hospitalId: uuid, code, name: words(200) })
export type CreateDepartment = z.infer<typeof createDepartment>
