import type { Actor } from '~/domain/audit/actor'
import { longest, mostConsults } from '~/domain/schedule/limits'
import { suggestSlots as shape } from '~/domain/schedule/schema'
import { suggestSlots, type Suggestions } from '~/domain/schedule/suggest-slots.server'
import { complaintsOf, echo, fieldsOf, type Reply } from '~/platform/http/form'
import { z } from '~/platform/zod'

/** "Đề xuất giờ", and taking over one of them: "take 2026-11-04T13:30", or with the chair proposed for it "take 2026-11-04T13:30 <id>". */
const taking = /^take (\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?: ([0-9a-f-]{36}))?$/
/** A line of the agenda changes its place or goes; one more comes; hospitals are chosen whose people may look on. */
const placing = /^(up|down|remove) ([0-9a-f-]{36})$/
const intentOf = (body: FormData): string => String(body.get('intent'))

export const wantsSlots = (body: FormData): boolean => intentOf(body) === 'suggest' || taking.test(intentOf(body))
export const wantsLines = (body: FormData): boolean => intentOf(body) === 'add' || intentOf(body) === 'watch' || placing.test(intentOf(body))

const words = (body: FormData, name: string): string[] => body.getAll(name).filter((value): value is string => typeof value === 'string')
const isId = (value: string): boolean => z.uuid().safeParse(value).success

/** The agenda that stands in the form, or the one consult of the address. */
export const linesIn = (body: FormData, consultId?: string): string[] => {
  const ids = [...new Set(words(body, 'consultIds').filter(isId))].slice(0, mostConsults)
  return ids.length > 0 ? ids : consultId ? [consultId] : []
}
export const watchingIn = (body: FormData): string[] => words(body, 'watchingIds').filter(isId)

/** The form with its agenda as the pressed button wants it; the three lists keep step. Nothing is written. */
export function rearranged(body: FormData): Reply {
  const lines = words(body, 'consultIds').map((id, index) => ({ id, minutes: words(body, 'lengths')[index] ?? '', presenter: words(body, 'presenterIds')[index] ?? '' }))
  const [, verb, id = ''] = placing.exec(intentOf(body)) ?? []
  const at = lines.findIndex((line) => line.id === id)
  const [line] = verb && at >= 0 ? lines.splice(at, 1) : []
  if (line && verb !== 'remove') lines.splice(Math.max(0, at + (verb === 'up' ? -1 : 1)), 0, line)
  const added = String(body.get('addId') ?? '')
  const problems: Reply['problems'] = []
  if (intentOf(body) === 'add') {
    if (!isId(added)) problems.push({ field: 'addId', key: 'schedule:problem.consult', params: {} })
    else if (lines.length >= mostConsults) problems.push({ field: 'addId', key: 'schedule:problem.tooManyConsults', params: {} })
    else if (!lines.some((one) => one.id === added)) lines.push({ id: added, minutes: '20', presenter: '' })
  }
  for (const name of ['consultIds', 'lengths', 'presenterIds', ...(problems.length > 0 ? [] : ['addId'])]) body.delete(name)
  for (const { id: consultId, minutes, presenter } of lines) {
    body.append('consultIds', consultId)
    body.append('lengths', minutes || '20')
    body.append('presenterIds', presenter)
  }
  // One more consult needs its minutes: the time grows with the agenda, and can be typed smaller again.
  const needed = lines.reduce((sum, { minutes }) => sum + (Number(minutes) || 0), 0)
  if (lines.length > 1 && needed > Number(body.get('minutes')) && needed <= longest) body.set('minutes', String(needed))
  return { intent: 'suggest', problems, values: echo(body) }
}

const read = (body: FormData, consultId?: string) => shape.parse({ ...fieldsOf(body, shape), consultIds: linesIn(body, consultId) })

/** The form as it was filled in, with proposals beside it; a time that was taken over stands in its field. Nothing is written. */
export async function suggest(actor: Actor, body: FormData, consultId?: string): Promise<{ reply: Reply & { suggestions?: Suggestions }; status: number }> {
  const [, time, chairId] = taking.exec(intentOf(body)) ?? []
  if (time) {
    body.set('startsAt', time)
    body.set('when', 'later')
  }
  if (chairId) body.set('chairId', chairId)
  // Without a time taken over, what stands in the field from another choice would only be asked about.
  if (!time && body.get('when') !== 'later') body.set('startsAt', '')
  try {
    const suggestions = await suggestSlots(actor, read(body, consultId))
    return { reply: { intent: 'suggest', problems: [], values: echo(body), suggestions }, status: 200 }
  } catch (error) {
    if (error instanceof z.ZodError) return { reply: { intent: 'suggest', problems: complaintsOf(error), values: echo(body) }, status: 422 }
    throw error
  }
}

const taken = new Set(['schedule:problem.taken', 'schedule:problem.siteTaken'])

/** The next times, where arranging failed because somebody or something is taken. */
export async function slotsAfter({ problems }: Reply, actor: Actor, body: FormData, consultId?: string): Promise<Suggestions | undefined> {
  return problems.some(({ key }) => taken.has(key)) ? suggestSlots(actor, read(body, consultId)) : undefined
}
