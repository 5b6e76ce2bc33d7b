const minute = 60_000

/** Quiet for this long ends a sign-in. */
export const idleFor = 30 * minute
/** However busy, a sign-in ends after a shift. */
export const atMostFor = 12 * 60 * minute
/** lastSeenAt is written at most this often. */
export const seenEvery = minute

/** Failures are counted over this long. */
export const failureWindow = 15 * minute
export const failuresPerAccount = 5
/** A hospital may stand behind one address, so this is generous. */
export const failuresPerAddress = 30

/** A browser that signed somebody in before is known for this long. */
export const browserKnownFor = 400 * 24 * 60 * minute
