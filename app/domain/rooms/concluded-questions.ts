import { conclusionField } from './text-fields'
import { itemOf, type RoomState } from './room-state'
import { changes, icd10, nextSteps, type Conclusion, type NextStep } from './stored-minutes'
import type { Diagnosis } from './icd10'
import { agreementOf, settledOf } from './talk-state'

export interface AskedQuestion { number: number; text: string }
type Texts = Record<string, string>

/** Each question with what was concluded or why not, how far one agreed, and who thought what; a text written before texts were shared counts where there is no other. */
export function concludedQuestions(questions: readonly AskedQuestion[], texts: Texts, state: RoomState, item: string): Conclusion[] {
  const { conclusions, opinions } = itemOf(state, item)
  return questions.map(({ number, text: question }) => {
    const earlier = conclusions[number]
    const settled = settledOf(state, item, number)
    const field = state.fields[item]?.[`settled:${number}`]
    return {
      number, question, text: texts[conclusionField(number)] || (earlier?.text ?? ''), concluded: settled === null ? earlier?.concluded ?? false : settled === 'concluded', at: settled === null ? earlier?.at ?? null : field?.at ?? null,
      agreement: agreementOf(state, item, number),
      opinions: Object.entries(opinions[number] ?? {}).sort(([, a], [, b]) => a.at.localeCompare(b.at)).map(([personId, { stance, text }]) => ({ personId, stance, text })),
    }
  })
}

/** What of a question still keeps the conference from being closed: nobody said whether it is concluded, or the words are missing. */
export function openQuestion({ number, text, at }: Conclusion, state: RoomState, item: string): 'notConcluded' | 'noWords' | null {
  const settled = settledOf(state, item, number) !== null || at !== null
  return !settled ? 'notConcluded' : text.trim() === '' ? 'noWords' : null
}

/** The typed fields of a consult as a whole; one that nobody filled is empty. */
export function typedFields({ fields }: Pick<RoomState, 'fields'>, item: string): { icd10: Diagnosis[]; change: (typeof changes)[number] | null; nextSteps: NextStep[] } {
  const value = (name: string): unknown => fields[item]?.[name]?.value
  return {
    icd10: icd10.safeParse(value('icd10')).data ?? [], nextSteps: nextSteps.safeParse(value('nextSteps')).data ?? [],
    change: changes.find((one) => one === value('change')) ?? null,
  }
}
