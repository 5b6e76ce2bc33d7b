import { data } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { suggestSlots as shape } from '~/domain/schedule/schema'
import { suggestSlots, type Suggestions } from '~/domain/schedule/suggest-slots.server'
import { complaintsOf, echo, fieldsOf, type Reply } from '~/platform/http/form'
import { z } from '~/platform/zod'

/** "Đề xuất giờ", and taking over one of them: "take 2026-11-04T13:30", or with the chair proposed for it "take 2026-11-04T13:30 <id>". */
const taking = /^take (\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?: ([0-9a-f-]{36}))?$/

export const wantsSlots = (body: FormData): boolean => body.get('intent') === 'suggest' || taking.test(String(body.get('intent')))

const read = (body: FormData, consultId: string) => shape.parse({ ...fieldsOf(body, shape), consultId })

/** The form as it was filled in, with proposals beside it; a time that was taken over stands in its field. Nothing is written. */
export async function suggest(actor: Actor, consultId: string, body: FormData) {
  const [, time, chairId] = taking.exec(String(body.get('intent'))) ?? []
  if (time) {
    body.set('startsAt', time)
    body.set('when', 'later')
  }
  if (chairId) body.set('chairId', chairId)
  // Without a time taken over, what stands in the field from another choice would only be asked about.
  if (!time && body.get('when') !== 'later') body.set('startsAt', '')
  try {
    const suggestions = await suggestSlots(actor, read(body, consultId))
    return data<Reply & { suggestions: Suggestions }>({ intent: 'suggest', problems: [], values: echo(body), suggestions })
  } catch (error) {
    if (error instanceof z.ZodError) return data<Reply>({ intent: 'suggest', problems: complaintsOf(error), values: echo(body) }, { status: 422 })
    throw error
  }
}

const taken = new Set(['schedule:problem.taken', 'schedule:problem.siteTaken'])

/** The next times, where arranging failed because somebody or something is taken. */
export async function slotsAfter({ problems }: Reply, actor: Actor, consultId: string, body: FormData): Promise<Suggestions | undefined> {
  return problems.some(({ key }) => taken.has(key)) ? suggestSlots(actor, read(body, consultId)) : undefined
}
