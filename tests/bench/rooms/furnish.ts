import pg from 'pg'
import { hashOf } from '~/domain/people/lucia.server'
import { newId } from '~/platform/id'
import type { Place } from './place'

/** Rows for rooms of these sizes: people, sign-ins, a consult each, an open conference. In bulk, since 1,200 people would take the verbs minutes. */
export async function furnish(url: string, sizes: number[]): Promise<Place[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const hospitals = [newId(), newId()]
  const { rows: [known] } = await client.query<{ count: number }>('select count(*)::int as count from "Hospital"')
  for (const [n, id] of hospitals.entries()) await client.query(`insert into "Hospital" ("id", "kind", "code", "createdAt") values ($1, 'hospital', $2, now())`, [id, `B${(known?.count ?? 0) + n}`])
  const places: Place[] = []
  for (const size of sizes) {
    const [conferenceId, consultId] = [newId(), newId()]
    const people = Array.from({ length: size }, () => ({ personId: newId(), membershipId: newId(), token: newId() }))
    const first = people[0]
    if (!first) continue
    const columns = [people.map(({ personId }) => personId), people.map(({ membershipId }) => membershipId), people.map(({ token }) => hashOf(token))]
    await client.query(`insert into "Person" ("id", "fullName", "passwordHash", "createdAt") select id, 'Người thử', '', now() from unnest($1::uuid[]) id`, [columns[0]])
    await client.query(`insert into "Membership" ("id", "personId", "hospitalId", "roles", "validFrom") select m, p, $3, '{specialist}', '2020-01-01' from unnest($1::uuid[], $2::uuid[]) as x(p, m)`, [columns[0], columns[1], hospitals[0]])
    await client.query(`insert into "SignIn" ("tokenHash", "personId", "membershipId", "createdAt", "lastSeenAt", "expiresAt") select t, p, m, now(), now(), now() + interval '2 hours' from unnest($1::uuid[], $2::uuid[], $3::text[]) as x(p, m, t)`, columns)
    await client.query(`insert into "Consult" ("id", "code", "state", "requestingId", "supportingId", "treatingDoctorId", "specialtyCode", "level", "overrideReason", "situation", "sentAt", "createdAt", "updatedAt")
      values ($1, $2, 'inConference', $3, $4, $5, 'x', 'emergency', 'x', 'x', now(), now(), now())`, [consultId, consultId, hospitals[1], hospitals[0], first.personId])
    await client.query(`insert into "Conference" ("id", "hostId", "state", "startsAt", "endsAt", "openedAt", "createdById", "createdAt") values ($1, $2, 'open', now(), now() + interval '1 hour', now(), $3, now())`, [conferenceId, hospitals[0], first.personId])
    await client.query(`insert into "AgendaItem" ("id", "conferenceId", "consultId", "position", "minutes", "addedById", "addedAt") values (gen_random_uuid(), $1, $2, 1, 30, $3, now())`, [conferenceId, consultId, first.personId])
    await client.query(`insert into "ConferenceMember" ("conferenceId", "personId", "hospitalId", "role") select $2, p, $3, 'specialist' from unnest($1::uuid[]) p`, [columns[0], conferenceId, hospitals[0]])
    await client.query(`insert into "ConsultAccess" ("id", "consultId", "hospitalId", "personId", "kind", "validFrom", "basis") select gen_random_uuid(), $2, $3, p, 'specialist', now(), 'bench' from unnest($1::uuid[]) p`, [columns[0], consultId, hospitals[0]])
    await client.query(`insert into "Room" ("conferenceId") values ($1)`, [conferenceId])
    places.push({ conferenceId, people: people.map(({ personId, token }) => ({ personId, cookie: `__Host-phien=${token}` })) })
  }
  await client.end()
  return places
}

/** A log of so many lines of chat by turns, as an afternoon leaves it. */
export async function talkIn(url: string, { conferenceId, people }: Place, lines: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`insert into "RoomEntry" ("conferenceId", "seq", "cmdId", "personId", "at", "kind", "body")
    select $1, n, gen_random_uuid()::text, ($2::uuid[])[1 + n % $3], now(), 'chat', '{"text":"Huyết áp 90/60, đã truyền 500 ml, hết đau ngực."}' from generate_series(1, $4::int) n`, [conferenceId, people.map(({ personId }) => personId), people.length, lines])
  await client.query(`update "Room" set "lastSeq" = $2 where "conferenceId" = $1`, [conferenceId, lines])
  await client.end()
}
