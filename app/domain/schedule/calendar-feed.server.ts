import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { holding } from '~/domain/people/actor.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { calendarOf } from '~/platform/ical'
import { translate } from '~/platform/texts/translate.server'
import { calendarCards, cardColumns } from './calendar-card.server'
import { ownEventOf } from './calendar-event'
import { sender } from './invitation-mail.server'
import { preparedStates } from './policy'

const day = 24 * 60 * 60_000
const back = 30 * day
const ahead = 180 * day
const most = 1_000

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * A new address of one's own calendar, for programs that cannot sign in; the one before ends. Its token of 128 random bits is shown
 * once and kept nowhere.
 */
export async function makeFeed(actor: Actor): Promise<{ address: string }> {
  const token = randomBytes(16).toString('base64url')
  // Without the form's command: its answer would be kept, and a token must not be.
  const { commandId: _unused, ...doing } = actor
  const { personId } = actor
  await transact(doing, async (tx, record, now) => {
    const feed = { tokenHash: hashOf(token), createdAt: now }
    await tx.calendarFeed.upsert({ where: { personId }, create: { personId, ...feed }, update: feed })
    record({ name: 'feed.made', subject: 'person', subjectId: personId, audience: [`person:${personId}`] })
    return {}
  })
  return { address: `${env().PUBLIC_URL.replace(/\/$/, '')}/calendar/${token}.ics` }
}

/** The address answers nobody any more. */
export function endFeed(actor: Actor): Promise<{ personId: string }> {
  const { personId } = actor
  return transact(actor, async (tx, record) => {
    const { count } = await tx.calendarFeed.deleteMany({ where: { personId } })
    if (count > 0) record({ name: 'feed.ended', subject: 'person', subjectId: personId, audience: [`person:${personId}`] })
    return { personId }
  })
}

/** Since when one has an address; null without. */
export async function feedOf({ personId }: Pick<Actor, 'personId'>): Promise<{ createdAt: string } | null> {
  const feed = await db.calendarFeed.findUnique({ where: { personId }, select: { createdAt: true } })
  return feed && { createdAt: feed.createdAt.toISOString() }
}

/**
 * The calendar behind an address: the person's conferences at the hospitals they work for today, from 30 days back to 180 ahead. Null
 * for anything made up, ended, or of somebody who works nowhere any more.
 */
export async function readFeed(token: string): Promise<{ body: string; etag: string } | null> {
  if (!/^[\w-]{22}$/.test(token)) return null
  const now = await nowIn(db)
  const feed = await db.calendarFeed.findUnique({ where: { tokenHash: hashOf(token) }, select: { personId: true } })
  if (!feed) return null
  const { personId } = feed
  const memberships = await db.membership.findMany({ where: { AND: [{ personId, person: { locked: false } }, holding(now)] }, select: { hospitalId: true } })
  if (memberships.length === 0) return null
  const rows = await db.conference.findMany({
    where: {
      kind: 'conference', state: { notIn: [...preparedStates] }, startsAt: { gte: new Date(now.getTime() - back), lte: new Date(now.getTime() + ahead) },
      members: { some: { personId, hospitalId: { in: memberships.map(({ hospitalId }) => hospitalId) } } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: most,
    select: { ...cardColumns, answers: { where: { personId, supersededAt: null }, select: { reply: true } } },
  })
  const t = translate('vi')
  const cards = await calendarCards(rows)
  const events = cards.map((card) => ownEventOf(t, card, rows.find(({ id }) => id === card.id)?.answers[0]?.reply ?? null, sender()))
  const body = calendarOf('PUBLISH', events, t('schedule:file.name'))
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}
