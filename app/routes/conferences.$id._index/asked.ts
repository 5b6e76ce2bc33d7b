/** Did the form with this intent come back with problems? Then its dialog is open again. */
export const asked = (reply: unknown, intent: string): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === intent
