/** Did this form come back, and with this value? */
export function isAbout(reply: unknown, intent: string, field?: string, value?: string): boolean {
  if (typeof reply !== 'object' || reply === null || !('intent' in reply) || reply.intent !== intent) return false
  if (field === undefined) return true
  return 'values' in reply && typeof reply.values === 'object' && reply.values !== null && Object.entries(reply.values).some(([name, given]) => name === field && given === value)
}
