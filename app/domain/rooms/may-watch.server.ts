import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { z } from '~/platform/zod'

const topicShape = /^(person|hospital|consult|conference|waiting):([0-9a-f-]{36})$/

/** A page may be told of changes of itself, of one's own hospital, of consults and conferences one may see now, and members of who else waits with them. */
export async function mayWatch(actor: Actor, topic: string): Promise<boolean> {
  const [, kind, id] = topicShape.exec(topic) ?? []
  if (!id || !z.uuid().safeParse(id).success) return false
  switch (kind) {
    case 'person': return id === actor.personId
    case 'hospital': return id === actor.hospitalId
    case 'consult': return seesConsult(actor, id)
    case 'waiting': return isMember(actor, id)
    default: {
      return seesConference(actor, id)
    }
  }
}

async function seesConsult(actor: Actor, id: string): Promise<boolean> {
  return (await db.consult.count({ where: { id, ...visibleTo(actor, await nowIn(db)) } })) > 0
}

const seesConference = async (actor: Actor, id: string): Promise<boolean> =>
  loadConference(db, actor, id, await nowIn(db)).then(() => true, (refusal: unknown) => {
    if (refusal instanceof Response) return false
    throw refusal
  })

const isMember = async (actor: Actor, conferenceId: string): Promise<boolean> =>
  (await db.conferenceMember.count({ where: { conferenceId, personId: actor.personId, hospitalId: actor.hospitalId } })) > 0
