/** Longest texts, in characters, and the most questions. Apart from the schemas, so that a page can say them without zod. */
export const limits = { situation: 20_000, clinical: 4_000, question: 2_000, short: 200, reason: 2_000, specialists: 10, questions: 20 } as const
