/** The five axes of the form, each from 1 to 5. */
export const axes = ['equipment', 'effectiveness', 'content', 'timing', 'significance'] as const
type Axis = (typeof axes)[number]
export const marks = [1, 2, 3, 4, 5] as const

/** Fewer answers would say who gave them. */
export const fewest = 3
/** What was answered may be changed for so long. */
export const changeableFor = 7 * 24 * 60 * 60_000

export type Marks = Record<Axis, number | null>
export interface AxisResult { axis: Axis; /** null: nobody answered it */ mean: number | null; count: number; /** how many gave 1, 2, … 5 */ spread: number[] }

/** Means and counts by axis, of those who answered it; null where there are too few answers. */
export function resultsOf(answers: readonly Marks[]): AxisResult[] | null {
  if (answers.length < fewest) return null
  return axes.map((axis) => {
    const given = answers.flatMap((answer) => answer[axis] ?? [])
    const mean = given.length > 0 ? Math.round((given.reduce((sum, mark) => sum + mark, 0) / given.length) * 10) / 10 : null
    return { axis, mean, count: given.length, spread: marks.map((mark) => given.filter((one) => one === mark).length) }
  })
}

/** The quarter of a day (yyyy-MM-dd), 2026-4. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`
