import { dayOf } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import type { SaveMinutes } from './minutes-schema'
import { agreements as levels } from './talk-state'
import { frozenMinutes, type Conclusion, type NextStep } from './stored-minutes'

type Typed = Omit<SaveMinutes, 'conferenceId' | 'itemId' | 'draftVersion'>
type Stored = Parameters<typeof frozenMinutes>[0] & { summary: string; diagnosis: string; overall: string; treatmentPlan: string; change: string | null; createdAt: Date }

const plain = ['summary', 'diagnosis', 'overall', 'treatmentPlan'] as const

/** The columns of minutes that a form changes, and what they become; empty where it says what is stored already. */
export function changesOf(stored: Stored, typed: Typed): Record<string, unknown> {
  const { conclusions, icd10, nextSteps } = frozenMinutes(stored)
  const wanted = {
    ...Object.fromEntries(plain.flatMap((field) => (typed[field] === undefined ? [] : [[field, typed[field]]]))),
    ...(typed.change === undefined ? {} : { change: typed.change || null }),
    ...(typed.icd10 === undefined ? {} : { icd10: typed.icd10 }),
    ...(typed.conclusions?.length || typed.agreements?.length ? { conclusions: concluded(conclusions, typed) } : {}),
    ...(typed.stepTexts?.length ? { nextSteps: stepsOf(typed, dayOf(stored.createdAt), nextSteps) } : {}),
  }
  const before: Record<string, unknown> = { ...stored, conclusions, icd10, nextSteps }
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])))
}

/** Their words and how far one agreed; which questions there were, whether they were concluded and who said what came from the room. */
const concluded = (conclusions: readonly Conclusion[], { conclusions: words = [], agreements = [] }: Typed): Conclusion[] =>
  conclusions.map((one, index) => {
    const chosen = agreements[index]
    const agreement = chosen === undefined ? one.agreement : levels.find((level) => level === chosen) ?? null
    return { ...one, text: words[index] ?? one.text, agreement }
  })

/** Rows with words need a day that is not before the conference; an empty row is none. */
function stepsOf({ stepIds = [], stepTexts = [], stepDays = [], stepPeople = [] }: Typed, from: string, known: readonly NextStep[]): NextStep[] {
  return stepTexts.flatMap((text, index): NextStep[] => {
    const [dueOn = '', id = ''] = [stepDays[index], stepIds[index]]
    if (text === '' && dueOn === '') return []
    if (text === '') throw new Problem('schedule:problem.stepText', { field: 'stepTexts', params: { place: index + 1 } })
    if (dueOn === '' || dueOn < from) throw new Problem('schedule:problem.stepDay', { field: 'stepDays', params: { place: index + 1 } })
    return [{ id: known.some((step) => step.id === id) ? id : newId(), text, dueOn, personId: stepPeople[index] || null }]
  })
}

const required = ['summary', 'treatmentPlan'] as const

/** What form 27/BV2 asks and is still empty, with a Problem for each. */
export function missingIn(stored: Stored): Problem[] {
  const { conclusions } = frozenMinutes(stored)
  return [
    ...required.filter((field) => stored[field].trim() === '').map((field) => new Problem('rooms:problem.minutesEmpty', { field })),
    ...conclusions.filter(({ text }) => text.trim() === '').map(({ number }) => new Problem('rooms:problem.notConcluded', { field: 'conclusions', params: { number } })),
  ]
}
