import { marksMost } from './limits'
import type { View } from './stage-view'

/** What was drawn on a picture for all to see: an arrow from its tail to its head, or words at a spot. Points are parts (0 to 1) of the picture. */
export const markShapes = ['arrow', 'text'] as const
type MarkShape = (typeof markShapes)[number]
export type Point = [number, number]

export interface StageBodies {
  /** the same id again moves or rewrites one's own */
  mark: { item: string; fileId: string; page: number; id: string; shape: MarkShape; points: Point[]; text: string }
  /** one mark, or all of a file */
  unmark: { item: string; fileId: string; id?: string | undefined }
  /** personId: who leads the looking from now on, nobody with null; given: by who runs the conference, whoever had it */
  present: { personId: string | null; given: boolean }
  /** where a movement of the presenter came to rest */
  show: { item: string; fileId: string; page: number; view: View }
}
export type StageMark = StageBodies['mark'] & { personId: string; at: string }
export type Shown = StageBodies['show'] & { personId: string; at: string }

export interface StageState {
  presenterId: string | null
  /** the last thing shown; of which item, it says itself */
  shown: Shown | null
  marks: StageMark[]
}
export const emptyStage: StageState = { presenterId: null, shown: null, marks: [] }

type Of<K extends keyof StageBodies> = { personId: string; at: string; body: StageBodies[K] }

/** One's own mark anew, or one more while there is room on its file. */
export function withMark(stage: StageState, { personId, at, body }: Of<'mark'>): StageState {
  const mark = { ...body, personId, at }
  const before = stage.marks.find(({ id }) => id === body.id)
  if (before) return before.personId === personId && before.fileId === body.fileId ? { ...stage, marks: stage.marks.map((one) => (one === before ? mark : one)) } : stage
  return marksOf(stage, body.fileId).length >= marksMost ? stage : { ...stage, marks: [...stage.marks, mark] }
}

export const withoutMark = (stage: StageState, { body: { fileId, id } }: Of<'unmark'>): StageState =>
  ({ ...stage, marks: stage.marks.filter((mark) => mark.fileId !== fileId || (id !== undefined && mark.id !== id)) })

/** Two who take a free stage at once: the first has it. Handing back is for who has it. */
export const withPresenter = (stage: StageState, { personId, body }: Of<'present'>): StageState =>
  body.given || stage.presenterId === null || stage.presenterId === personId ? { ...stage, presenterId: body.personId } : stage

/** Only the presenter's: a word that was on its way when the stage changed hands is late. */
export const withShown = (stage: StageState, { personId, at, body }: Of<'show'>): StageState =>
  stage.presenterId === personId ? { ...stage, shown: { ...body, personId, at } } : stage

/** Whoever leaves presents no more. */
export const withoutPresenter = (stage: StageState, personId: string): StageState =>
  stage.presenterId === personId ? { ...stage, presenterId: null } : stage

export const marksOf = ({ marks }: Pick<StageState, 'marks'>, fileId: string, page?: number): StageMark[] =>
  marks.filter((mark) => mark.fileId === fileId && (page === undefined || mark.page === page))
