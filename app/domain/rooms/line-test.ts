/** What the line test before a room sends and fetches, in bytes: four and two seconds of a line of 128 kbit/s; and the rate up to which that tells, kbit/s. */
export const testBytes = { down: 65_536, up: 32_768, most: 131_072, kbitsToTell: 10_000 } as const

/** ms there and back, kbit/s each way */
export interface LineTest { delay: number; down: number; up: number }
export type Advice = 'picture' | 'sound' | 'telephone'

/**
 * What to come in with on such a line: a picture wants 350 kbit/s each way beside the sound, sound in both directions 30 and some
 * room for the page itself; beyond a second and a half of delay people talk over each other.
 */
export function adviceFor({ delay, down, up }: LineTest): Advice {
  if (delay > 1_500 || down < 60 || up < 40) return 'telephone'
  return delay <= 600 && down >= 600 && up >= 450 ? 'picture' : 'sound'
}
