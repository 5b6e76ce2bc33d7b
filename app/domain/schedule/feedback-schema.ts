import { optionalText } from '~/platform/http/form'
import { z } from '~/platform/zod'

const mark = z.union([z.literal('').transform(() => null), z.coerce.number({ error: 'schedule:problem.mark' }).int({ error: 'schedule:problem.mark' }).min(1, { error: 'schedule:problem.mark' }).max(5, { error: 'schedule:problem.mark' })]).nullish().transform((given) => given ?? null)

export const giveFeedback = z.object({ conferenceId: z.uuid(), equipment: mark, effectiveness: mark, content: mark, timing: mark, significance: mark, note: optionalText(2_000) })
export type GiveFeedback = z.infer<typeof giveFeedback>
