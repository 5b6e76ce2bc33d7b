import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { Language } from '~/platform/texts/languages'
import { translate } from '~/platform/texts/translate.server'
import { noticeParams } from './notice-params'
import { sayNotice } from './wording'

/** What an open page rings for, in its reader's words. */
export interface Ringing { id: string; at: string; title: string; code: string; level: string; red: boolean }

/** After this a bell tells nobody anything new; the clocks have long turned to others. */
const longest = 2 * 60 * 60_000

/** One's own notices that ring now, the oldest first, under whichever membership. */
export async function ringingFor({ personId }: Pick<Actor, 'personId'>, language: Language): Promise<Ringing[]> {
  const t = translate(language)
  const since = new Date((await nowIn(db)).getTime() - longest)
  const rows = await db.notice.findMany({
    where: { personId, rings: true, acknowledgedAt: null, settledAt: null, at: { gt: since } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 20,
    select: { id: true, at: true, kind: true, params: true, level: true },
  })
  return rows.map(({ id, at, kind, params, level }) => {
    const { title, code, level: word } = sayNotice(t, kind, noticeParams.parse(params))
    return { id, at: at.toISOString(), title, code, level: word, red: level === 'redAlert' }
  })
}
