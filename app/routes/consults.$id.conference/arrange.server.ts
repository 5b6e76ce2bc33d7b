import { data } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { arrangeConference, draftConference } from '~/domain/schedule/arrange-conference.server'
import { arrangePage, type ArrangePage } from '~/domain/schedule/arrange-page.server'
import * as schema from '~/domain/schedule/schema'
import type { Suggestions } from '~/domain/schedule/suggest-slots.server'
import type { Reply } from '~/platform/http/form'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { linesIn, rearranged, slotsAfter, suggest, wantsLines, wantsSlots, watchingIn } from './suggest.server'

/** What a form answers that was not carried out: what was typed, the page for the agenda that stands in it now, and proposals where they were asked for. */
export type ArrangeReply = Reply & { suggestions?: Suggestions; page?: ArrangePage }

/** The form of a conference, begun from a consult or from nothing. */
export async function arrangeAction(request: Request, actor: Actor, consultId?: string) {
  const body = await bodyOf(request)
  const given: Record<string, string> = consultId ? { consultId } : {}
  const shown = async (reply: Reply & { suggestions?: Suggestions }, status: number) => data<ArrangeReply>({ ...reply, page: await arrangePage(actor, { consultIds: linesIn(body, consultId), watchingIds: watchingIn(body) }) }, { status })
  if (wantsLines(body)) {
    const reply = rearranged(body)
    return shown(reply, reply.problems.length > 0 ? 422 : 200)
  }
  if (wantsSlots(body)) {
    const { reply, status } = await suggest(actor, body, consultId)
    return shown(reply, status)
  }
  // Without lines it is a conference about the consult one came from, or a draft about none.
  if (consultId && body.getAll('consultIds').length === 0) body.append('consultIds', consultId)
  const reply = await submit(request, actor, {
    arrange: verb(schema.arrangeConference, async (acting: Actor, input) => ({ ...(await arrangeConference(acting, input)), now: input.when === 'now' }), {
      given, next: ({ conferenceId, now }) => `/conferences/${conferenceId}${now ? '/room' : ''}`,
    }),
    draft: verb(schema.arrangeConference, draftConference, { given, next: ({ conferenceId }) => `/conferences/${conferenceId}/plan` }),
  }, body)
  if (!('data' in reply)) return reply
  // Somebody else was quicker: who is taken is said, and the next times are there at once.
  const suggestions = await slotsAfter(reply.data, actor, body, consultId)
  return shown({ ...reply.data, ...(suggestions ? { suggestions } : {}) }, reply.init?.status ?? 422)
}
