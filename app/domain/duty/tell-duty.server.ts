import { z } from '~/platform/zod'
import { formatDate } from '~/platform/dates'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'

const facts = z.object({ startsAt: z.string().optional(), personId: z.uuid().optional(), before: z.uuid().optional(), toPersonId: z.uuid().optional(), proposedById: z.uuid().optional() })

/** Listener: tells those whose duties change, and whoever is asked to swap. At most once per person and event. */
export async function tellDuty(event: Event): Promise<void> {
  const { startsAt, personId, before, toPersonId, proposedById } = facts.parse(event.facts)
  const { hospitalId } = event
  if (!startsAt || !hospitalId) return
  const people = toldOf(event.name, { personId, before, toPersonId, proposedById })
  if (people.length === 0) return
  const hospital = (await hospitalNames([hospitalId], event.at)).get(hospitalId)
  await announce({
    eventId: event.id, at: event.at, by: event.personId, to: people.map((one) => ({ personId: one, hospitalId })), kind: event.name,
    params: { code: formatDate(startsAt), level: 'routine', hospital: hospital?.shortName ?? '', time: startsAt }, href: '/duty', urgent: event.name === 'swap.proposed',
  })
}

function toldOf(name: string, { personId, before, toPersonId, proposedById }: Omit<z.infer<typeof facts>, 'startsAt'>): string[] {
  const some = (...ids: (string | undefined)[]): string[] => ids.flatMap((id) => id ?? [])
  switch (name) {
    case 'swap.proposed': return some(toPersonId)
    case 'swap.agreed': case 'swap.refused': return some(toPersonId, proposedById)
    case 'shift.cancelled': return some(personId)
    case 'shift.replaced': return some(personId, before)
    default: return []
  }
}
