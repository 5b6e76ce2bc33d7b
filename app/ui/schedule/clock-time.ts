const two = (number: number): string => String(number).padStart(2, '0')

/** Minutes after midnight as a clock shows them, 13:30; the end of the day is 24:00. */
export const clockTime = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
