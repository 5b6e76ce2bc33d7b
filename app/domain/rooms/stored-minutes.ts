import { z } from '~/platform/zod'

const instant = z.iso.datetime()
const frozen = z.object({
  conclusions: z.array(z.object({ number: z.number(), question: z.string(), text: z.string(), concluded: z.boolean(), at: instant.nullable() })),
  attendance: z.array(z.object({ personId: z.string(), stays: z.array(z.object({ from: instant, until: instant })) })),
  named: z.array(z.object({ role: z.enum(['scribe', 'chair']), formerId: z.string(), personId: z.string(), at: instant, reason: z.string() })),
})

/** What the room's log left in the minutes, and who was named later to confirm them; nobody edits it. */
export type FrozenMinutes = z.infer<typeof frozen>
export const frozenMinutes = (row: { conclusions: unknown; attendance: unknown; named: unknown }): FrozenMinutes => frozen.parse(row)
