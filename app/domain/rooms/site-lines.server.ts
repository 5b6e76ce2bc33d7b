import type { Actor } from '~/domain/audit/actor'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import type { WayInConference } from './load-way-in.server'
import { isAhead, mayWayIn } from './policy'
import { devices } from './way-in-schema'

/** The sites of a conference as this person may see them, with what they may do at each. */
export async function siteLines(actor: Actor, conference: WayInConference) {
  if (!mayWayIn.seeSites(actor, conference)) return []
  const { sites } = conference
  const shown = sites.filter((site) => mayWayIn.seeRoster(actor, conference, site))
  const [hospitals, people, attendees] = await Promise.all([
    hospitalNames(sites.map(({ hospitalId }) => hospitalId)),
    personNames(sites.flatMap(({ personId }) => personId ?? [])),
    db.siteAttendee.findMany({
      where: { siteId: { in: shown.map(({ id }) => id) } }, orderBy: [{ from: 'asc' }, { id: 'asc' }],
      select: { id: true, siteId: true, personId: true, name: true, position: true, from: true, until: true },
    }),
  ])
  return sites.map((site) => {
    const { stateAt, devices: tried, personId, siteId: _registered, ...line } = site
    const person = personId ? people.get(personId) : undefined
    return {
      ...line, stateAt: stateAt?.toISOString() ?? null, devices: devices.parse(tried), hospital: hospitals.get(site.hospitalId)?.shortName ?? '', badge: hospitals.get(site.hospitalId)?.badge ?? '',
      device: person ? { name: nameWithTitle(person), mine: personId === actor.personId && site.hospitalId === actor.hospitalId } : null,
      attendees: attendees.filter(({ siteId }) => siteId === site.id)
        .map(({ siteId: _site, personId: member, from, until, ...one }) => ({ ...one, byCode: member !== null, from: from.toISOString(), until: until?.toISOString() ?? null })),
      may: {
        answer: mayWayIn.answerSite(actor, conference, site), contact: mayWayIn.editContact(actor, conference, site), seeRoster: mayWayIn.seeRoster(actor, conference, site), seeDevices: mayWayIn.tryDevices(actor, conference),
        take: mayWayIn.takeDevice(actor, conference, site) && personId !== actor.personId, roster: isAhead(conference) && mayWayIn.keepRoster(actor, conference, site),
      },
    }
  })
}
export type SiteLine = Awaited<ReturnType<typeof siteLines>>[number]
