/** Mean loudness from which on a person speaks; a quiet room with a fan stays below. */
const loud = 0.012
/** Between two words one is still speaking. */
const holds = 1_200

/** When each person was last loud, ms. */
export type Voices = Readonly<Record<string, number>>

export const heard = (before: Voices, levels: readonly (readonly [personId: string, level: number])[], now: number): Voices =>
  levels.reduce<Voices>((voices, [personId, level]) => (level >= loud ? { ...voices, [personId]: now } : voices), before)

export const speakingNow = (voices: Voices, now: number): string[] => Object.keys(voices).filter((personId) => now - (voices[personId] ?? 0) <= holds).sort()
