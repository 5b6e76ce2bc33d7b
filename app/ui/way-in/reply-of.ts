import type { Reply } from '~/platform/http/form'

const isReply = (reply: unknown): reply is Reply => typeof reply === 'object' && reply !== null && 'intent' in reply && 'values' in reply

/** The action's answer where it is about this line: the same form stands on the page once per line. */
export const replyOf = (reply: unknown, name: string, value: string): unknown => (isReply(reply) && reply.values[name] === value ? reply : undefined)

/** Did this form come back with problems? */
export const failed = (reply: unknown, ...intents: string[]): boolean => isReply(reply) && intents.includes(reply.intent)
