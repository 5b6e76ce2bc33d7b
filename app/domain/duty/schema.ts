import { z } from '~/platform/zod'
import { day, optionalText, text, uuid, words } from '~/platform/http/form'
import { hourOf } from './times'

const optionalUuid = z.preprocess((value) => (value === '' ? undefined : value), uuid.optional())
const kind = z.enum(['specialist', 'doctor', 'leader'], { error: 'duty:problem.kind' })
const hour = text(10).refine((value) => hourOf(value) !== null, { error: 'duty:problem.hour' })
const telephone = optionalText(30).refine((value) => value === '' || /^\+?[\d .()-]{3,20}$/.test(value), { error: 'duty:problem.telephone' })

export const enterShift = z.object({
  kind, specialtyCode: optionalText(40), departmentId: optionalUuid, personId: uuid,
  /** the first day, then so many days in a row */
  day, days: z.preprocess((value) => (value === undefined || value === '' ? 1 : value), z.coerce.number({ error: 'duty:problem.days' }).int({ error: 'duty:problem.days' }).min(1, { error: 'duty:problem.days' }).max(31, { error: 'duty:problem.days' })),
  from: hour, until: hour,
  rank: z.preprocess((value) => (value === undefined || value === '' ? 1 : value), z.coerce.number({ error: 'duty:problem.rank' }).int({ error: 'duty:problem.rank' }).min(1, { error: 'duty:problem.rank' }).max(9, { error: 'duty:problem.rank' })),
  telephone,
})
export type EnterShift = z.infer<typeof enterShift>

export const cancelShift = z.object({ shiftId: uuid })
export const replaceShift = z.object({ shiftId: uuid, personId: uuid })
export const proposeSwap = z.object({ shiftId: uuid, toPersonId: uuid, withShiftId: optionalUuid, note: optionalText(300) })
export const agreeSwap = z.object({ swapId: uuid })
export const refuseSwap = agreeSwap
export const takeBackSwap = agreeSwap
export const sayBusy = z.object({ until: hour, reason: optionalText(100) })
export const endBusy = z.object({})
/** The rows of the file as the dry run read them: a JSON list of lists of text. */
export const importRoster = z.object({ rows: words(400_000, 'duty:problem.noRows') })
