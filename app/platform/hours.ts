/** Hours of a day in minutes after midnight in Vietnam; an end that is not later than the beginning is on the next day (22:00–06:00). */
export interface HourRange { from: number; until: number }

const dayMinutes = 24 * 60
const hour = String.raw`(\d{1,2})(?:\s*(?::|h|g|giờ)\s*(\d{2})?)?`
const written = new RegExp(String.raw`^${hour}\s*[-–—]\s*${hour}$`, 'i')

/** How long a range is, in minutes. */
export const lengthOf = ({ from, until }: HourRange): number => until - from + (until <= from ? dayMinutes : 0)

/**
 * Ranges as people write them, "07:30–11:30, 13h-16h30", in their order; '' is none at all. Null where it is no hour, or where two of
 * them overlap.
 */
export function hourRangesIn(typed: string): HourRange[] | null {
  const parts = typed.split(/[,;]/).map((part) => part.trim()).filter(Boolean)
  const ranges: HourRange[] = []
  for (const part of parts) {
    const [, fromHour, fromMinute = '0', untilHour, untilMinute = '0'] = written.exec(part) ?? []
    if (fromHour === undefined || untilHour === undefined || Number(fromMinute) > 59 || Number(untilMinute) > 59) return null
    const [from, until] = [Number(fromHour) * 60 + Number(fromMinute), Number(untilHour) * 60 + Number(untilMinute)]
    if (from >= dayMinutes || until > dayMinutes || until === 0 || from === until) return null
    ranges.push({ from, until })
  }
  ranges.sort((a, b) => a.from - b.from)
  const overlap = ranges.some((range, index) => index > 0 && range.from < endOf(ranges[index - 1]))
  return overlap ? null : ranges
}

const endOf = (range: HourRange | undefined): number => (range ? range.from + lengthOf(range) : 0)

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The same as a person would type it: 07:30–11:30, 13:00–16:30. */
export const hourRangesText = (ranges: readonly HourRange[]): string => ranges.map(({ from, until }) => `${clock(from)}–${clock(until)}`).join(', ')
