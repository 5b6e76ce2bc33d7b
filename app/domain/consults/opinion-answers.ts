import { Problem, Problems } from '~/platform/problem'

export interface Answer { number: number; text: string; answered: boolean }

/** Parallel lists of the form as answers, one for each question in order; missing ones are empty. */
export const answersOf = (numbers: readonly number[], typed: { answers: string[]; unanswered: string[] }): Answer[] =>
  numbers.map((number, index) => ({ number, text: typed.answers[index] ?? '', answered: !typed.unanswered.includes(String(number)) }))

/** Every question has an answer, or the reason why there is none (TT 49/2017: a clear conclusion on each question). */
export function requireAll(answers: readonly Answer[]): void {
  const missing = answers.filter((answer) => answer.text === '')
  if (missing.length > 0) {
    throw new Problems(missing.map((answer) => new Problem(answer.answered ? 'consults:problem.answer' : 'consults:problem.answerReason', { field: `answers.${answer.number - 1}`, params: { number: answer.number } })))
  }
}
