import { z } from '~/platform/zod'
import type { Event } from '~/domain/audit/relay.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import type { ConsultAction } from './lifecycle'
import { settles } from './notices'

const facts = z.object({ from: z.string().optional(), to: z.string().optional(), before: z.uuid().nullish(), specialistId: z.uuid().nullish(), ended: z.array(z.uuid()).optional() })

/** Listener: once a consult has moved on, what its earlier notices asked for is done. */
export async function settleConsult(event: Event): Promise<void> {
  const { from, to, before, specialistId, ended } = facts.parse(event.facts)
  const earlier = { about: `/consults/${event.subjectId}`, before: event.at }
  // Nobody was told of a draft.
  if (from === 'draft' && to !== 'draft') return
  if (from !== to) return settleNotices(earlier)
  const replaced = ended ?? (before && before !== specialistId ? [before] : [])
  // One of several who has confirmed has done what was asked, though the consult waits for the others.
  const opined = event.name === 'consult.opine' && event.personId ? [event.personId] : []
  for (const personId of [...replaced, ...opined]) await settleNotices({ ...earlier, personId, kinds: ['assignedToYou'] })
  const kinds = settles[event.name.replace('consult.', '') as ConsultAction]
  if (kinds) await settleNotices({ ...earlier, kinds: [...kinds] })
}
