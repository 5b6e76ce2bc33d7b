import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf } from '~/platform/dates'
import { notFound } from '~/platform/problem'
import { changeableFor, quarterOf, resultsOf, type AxisResult, type Marks } from './feedback'
import { mayFeedback } from './feedback-policy'

const markColumns = { equipment: true, effectiveness: true, content: true, timing: true, significance: true } as const

/** What somebody may do about the feedback of a conference, and what it says to those who run it. Null: nothing. */
export async function feedbackOf(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await db.conference.findUnique({
    where: { id: conferenceId }, select: { kind: true, state: true, hostId: true, title: true, startsAt: true, members: { select: { personId: true, hospitalId: true, role: true } }, feedback: { select: { ...markColumns, personId: true, note: true, at: true } } },
  })
  if (!conference) return null
  const [give, read] = [mayFeedback.give(actor, conference), mayFeedback.read(actor, conference)]
  if (!give && !read) return null
  const { feedback, members, startsAt } = conference
  const own = feedback.find(({ personId }) => personId === actor.personId)
  const results = read ? resultsOf(feedback) : null
  // In no order that would say who wrote them.
  const notes = results ? feedback.map(({ note }) => note).filter(Boolean).sort((a, b) => a.localeCompare(b, 'vi')) : []
  return {
    conferenceId, title: conference.title, startsAt: startsAt.toISOString(), give, read, results, notes, answered: feedback.length, asked: members.length,
    fixed: own !== undefined && now.getTime() - own.at.getTime() > changeableFor,
    until: own ? new Date(own.at.getTime() + changeableFor).toISOString() : null,
    own: own ? { ...marksOf(own), note: own.note } : null,
  }
}
export type FeedbackView = NonNullable<Awaited<ReturnType<typeof feedbackOf>>>

const marksOf = ({ equipment, effectiveness, content, timing, significance }: Marks): Marks => ({ equipment, effectiveness, content, timing, significance })

/** The page of its own: for whoever sat in it and for those who run it; a 404 for everybody else. */
export async function feedbackPage(actor: Actor, conferenceId: string): Promise<FeedbackView> {
  const view = await feedbackOf(actor, conferenceId)
  if (!view) throw notFound()
  return view
}

export interface QuarterResult { quarter: string; conferences: number; answers: number; results: AxisResult[] | null }

/** Of a series, quarter by quarter, the latest first. Unscoped: whoever calls may read the series. */
export async function quartersOf(seriesId: string): Promise<QuarterResult[]> {
  const held = await db.conference.findMany({ where: { seriesId, state: { in: ['awaitingMinutes', 'done'] } }, orderBy: { startsAt: 'desc' }, take: 250, select: { startsAt: true, feedback: { select: markColumns } } })
  const quarters = [...new Set(held.map(({ startsAt }) => quarterOf(dayOf(startsAt))))]
  return quarters.map((quarter) => {
    const these = held.filter(({ startsAt }) => quarterOf(dayOf(startsAt)) === quarter)
    const answers = these.flatMap(({ feedback }) => feedback)
    return { quarter, conferences: these.length, answers: answers.length, results: resultsOf(answers) }
  })
}
