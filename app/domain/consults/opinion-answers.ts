import { Problem, Problems } from '~/platform/problem'

export interface Answer { number: number; text: string; answered: boolean }

/** Parallel lists of the form as answers, one for each question in order; missing ones are empty. */
export const answersOf = (numbers: readonly number[], typed: { answers: string[]; unanswered: string[] }): Answer[] =>
  numbers.map((number, index) => ({ number, text: typed.answers[index] ?? '', answered: !typed.unanswered.includes(String(number)) }))

/** One text for all questions together: each of them holds it. */
export const togetherOf = (numbers: readonly number[], text: string): Answer[] => numbers.map((number) => ({ number, text, answered: true }))

/** Every question has an answer, or the reason why there is none (TT 49/2017: a clear conclusion on each question). */
export function requireAll(answers: readonly Answer[]): void {
  const missing = answers.flatMap((answer, index) => (answer.text === '' ? [{ ...answer, index }] : []))
  if (missing.length > 0) {
    throw new Problems(missing.map(({ answered, index, number }) => new Problem(answered ? 'consults:problem.answer' : 'consults:problem.answerReason', { field: `answers.${index}`, params: { number } })))
  }
}
