import { redirect } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { vitalNames } from '~/domain/consults/clinical-fields'
import { readOpinionDraft } from '~/domain/consults/opinion-draft'
import { opinionDraft } from '~/domain/consults/record.server'
import { telephoneOfDoctor } from '~/domain/consults/who-asks.server'
import type { Language } from '~/platform/texts/languages'
import { recordView } from '~/ui/record/view.server'

const pictures = 3
const isPhone = (request: Request): boolean => request.headers.get('sec-ch-ua-mobile') === '?1' || /Mobi|Android/.test(request.headers.get('user-agent') ?? '')

/**
 * What somebody in a corridor needs to answer: who asks and how to call, the situation, key pictures, the questions of this round. The
 * record's own page where there is nothing to answer, and for a notice opened at a desk.
 */
export async function replyView(actor: Actor, consultId: string, language: Language, request: Request) {
  const record = await recordView(actor, consultId, language)
  const toRecord = redirect(`/consults/${consultId}`)
  if (new URL(request.url).searchParams.get('from') === 'notice' && !isPhone(request)) throw toRecord
  const answers = record.isAsked && record.may.opine && record.state === 'withSpecialists' && record.ownOpinion === null
  const takes = !record.isAsked && record.may.takeOn
  if (!answers && !takes) throw toRecord
  const several = record.asked.length > 1
  const stored = answers ? await opinionDraft(actor, consultId, several ? 'opinion' : 'conclusion') : null
  const { disposition, text } = readOpinionDraft(stored?.draft)
  const shown = record.files.filter(({ hasThumbnail }) => hasThumbnail).slice(0, pictures)
  const { id, code, level, sex, age, sentAt, dueAt, now, specialty, situation, patient, requesting, department, treatingDoctor, requestVersion } = record
  const last = record.versions.at(-1)
  return {
    id, code, level, sex, age, sentAt, dueAt, now, specialty, situation, patient, requesting, department, treatingDoctor, requestVersion, answers, several, asked: record.asked.length,
    telephone: await telephoneOfDoctor(actor, consultId), supplemented: record.versions.length > 1 ? last?.version ?? null : null,
    vitals: record.said.flatMap(({ name, values }) => { const latest = values.at(-1); return latest && (vitalNames as readonly string[]).includes(name) ? [{ name, value: latest.value }] : [] }),
    questions: record.questions.filter(({ round }) => round === record.round).map(({ number, text: words }) => ({ number, text: words })),
    pictures: shown.map(({ id: fileId, name }) => ({ id: fileId, name })), moreFiles: record.files.length - shown.length,
    draft: { version: stored?.draftVersion ?? 0, kind: several ? 'opinion' as const : 'conclusion' as const, disposition, text },
  }
}

export type ReplyView = Awaited<ReturnType<typeof replyView>>
