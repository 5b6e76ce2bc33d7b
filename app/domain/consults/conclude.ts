import { Problem } from '~/platform/problem'
import type { Answer } from './opinion-answers'

/** An opinion as concluding reads it. */
export interface Read { id: string; specialistId: string; answers: readonly Answer[] }

interface Concluding { by: string; asked: readonly string[]; opinions: readonly Read[]; seen: readonly string[]; missing: string }

/**
 * Whoever concludes has had every opinion before his eyes, also one confirmed a moment ago, and says why he does not wait for those
 * still missing.
 */
export function requireSeen({ by, asked, opinions, seen, missing }: Concluding): void {
  const others = opinions.filter(({ specialistId }) => specialistId !== by)
  if (others.some(({ id }) => !seen.includes(id))) throw new Problem('consults:problem.newOpinion')
  const waiting = asked.filter((id) => id !== by && !others.some(({ specialistId }) => specialistId === id))
  if (waiting.length > 0 && missing === '') throw new Problem('consults:problem.missingReason', { field: 'missing', params: { count: waiting.length } })
}

/**
 * Who does not agree with the conclusion on a question, as marked by the one who concludes ("question:person"). The words are the
 * other's own, from his opinion, never those of the one who marks.
 */
export function dissentsAmong(opinions: readonly Read[], marked: readonly string[], { by, numbers, at }: { by: string; numbers: readonly number[]; at: Date }) {
  return [...new Set(marked)].map((mark) => {
    const [number = '', personId = ''] = mark.split(':')
    const opinion = opinions.find(({ specialistId }) => specialistId === personId && specialistId !== by)
    const text = opinion?.answers.find((answer) => answer.number === Number(number))?.text
    if (!text || !numbers.includes(Number(number))) throw new Problem('problems:unknownChoice', { field: 'dissents' })
    return { number: Number(number), personId, text, at, afterwards: false }
  })
}
