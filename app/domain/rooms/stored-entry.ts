import { z } from '~/platform/zod'
import { lineQualities, steps, type RoomEntry } from './room-state'
import { markShapes } from './stage-state'
import { stances } from './talk-state'
import { rotations } from './stage-view'

const nothing = z.object({}).transform((): Record<string, never> => ({}))
const points = z.array(z.tuple([z.number(), z.number()]))
const view = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number(), rotation: z.literal([...rotations]) })
const body = {
  join: nothing, lost: nothing, closed: nothing,
  leave: z.object({ reason: z.enum(['left', 'silent']) }),
  chat: z.object({ text: z.string() }),
  hand: z.object({ raised: z.boolean(), of: z.string().optional() }),
  queue: z.object({ personId: z.string(), before: z.string().nullable() }),
  floor: z.object({ personId: z.string().nullable() }),
  lead: z.object({ personId: z.string().nullable(), reason: z.enum(['gone', 'back']), baseVersion: z.number() }),
  help: z.object({ text: z.string() }),
  helped: z.object({ call: z.number() }),
  opinion: z.object({ item: z.string(), number: z.number(), stance: z.enum(stances), text: z.string(), of: z.string().optional() }),
  poll: z.object({ item: z.string(), number: z.number(), open: z.boolean() }),
  field: z.object({ item: z.string(), name: z.string(), value: z.json(), baseVersion: z.number() }),
  step: z.object({ item: z.string(), step: z.enum(steps), question: z.number().optional() }),
  moved: z.object({ item: z.string() }),
  conclusion: z.object({ item: z.string(), number: z.number(), text: z.string(), concluded: z.boolean(), baseVersion: z.number() }),
  mute: z.object({ muted: z.boolean(), of: z.string().optional() }),
  microphones: z.object({ closed: z.boolean() }),
  line: z.object({ quality: z.enum(lineQualities) }),
  mark: z.object({ item: z.string(), fileId: z.string(), page: z.number(), id: z.string(), shape: z.enum(markShapes), points, text: z.string() }),
  unmark: z.object({ item: z.string(), fileId: z.string(), id: z.string().optional() }),
  present: z.object({ personId: z.string().nullable(), given: z.boolean() }),
  show: z.object({ item: z.string(), fileId: z.string(), page: z.number(), view }),
}
const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('join'), body: body.join }), z.object({ kind: z.literal('lost'), body: body.lost }), z.object({ kind: z.literal('closed'), body: body.closed }),
  z.object({ kind: z.literal('leave'), body: body.leave }), z.object({ kind: z.literal('chat'), body: body.chat }), z.object({ kind: z.literal('hand'), body: body.hand }),
  z.object({ kind: z.literal('step'), body: body.step }), z.object({ kind: z.literal('moved'), body: body.moved }), z.object({ kind: z.literal('conclusion'), body: body.conclusion }),
  z.object({ kind: z.literal('mute'), body: body.mute }), z.object({ kind: z.literal('microphones'), body: body.microphones }), z.object({ kind: z.literal('line'), body: body.line }),
  z.object({ kind: z.literal('queue'), body: body.queue }), z.object({ kind: z.literal('floor'), body: body.floor }), z.object({ kind: z.literal('lead'), body: body.lead }),
  z.object({ kind: z.literal('help'), body: body.help }), z.object({ kind: z.literal('helped'), body: body.helped }),
  z.object({ kind: z.literal('opinion'), body: body.opinion }), z.object({ kind: z.literal('poll'), body: body.poll }), z.object({ kind: z.literal('field'), body: body.field }),
  z.object({ kind: z.literal('mark'), body: body.mark }), z.object({ kind: z.literal('unmark'), body: body.unmark }),
  z.object({ kind: z.literal('present'), body: body.present }), z.object({ kind: z.literal('show'), body: body.show }),
])

interface Row { seq: number; cmdId: string; personId: string; at: Date; kind: string; body: unknown }

/** A row of the log as the reducer takes it; stored JSON is checked on its way in. */
export const entryOfRow = ({ seq, cmdId, personId, at, kind, body: stored }: Row): RoomEntry =>
  ({ seq, cmdId, personId, at: at.toISOString(), ...entry.parse({ kind, body: stored }) })
