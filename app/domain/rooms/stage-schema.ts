import { z } from '~/platform/zod'
import { longestMark } from './limits'
import { markShapes } from './stage-state'
import { rotations } from './stage-view'

const conferenceId = z.uuid()
const cmdId = z.uuid()
const part = z.number().min(0).max(1)
/** From 1. */
const page = z.number().int().min(1).max(100_000)
const view = z.strictObject({ x: part, y: part, w: z.number().min(0.001).max(1), h: z.number().min(0.001).max(1), rotation: z.literal([...rotations]) })
const place = { conferenceId, item: z.uuid(), fileId: z.uuid(), page }

export const mark = z.strictObject({
  ...place, cmdId, id: z.uuid(), shape: z.enum(markShapes), points: z.array(z.tuple([part, part])).min(1).max(2), text: z.string().trim().normalize('NFC').max(longestMark),
}).refine(({ shape, points, text }) => (shape === 'arrow' ? points.length === 2 : points.length === 1 && text !== ''))
/** One, or with no id all of the file. */
export const unmark = z.strictObject({ conferenceId, cmdId, item: z.uuid(), fileId: z.uuid(), id: z.uuid().optional() })
export const present = z.strictObject({ conferenceId, cmdId, personId: z.uuid().nullable() })
export const show = z.strictObject({ ...place, cmdId, view })

/** Volatile: the latest wins, nothing is stored. */
export const look = z.strictObject({ ...place, view })
/** x and y from 0 to 1 of the picture on stage. */
export const point = z.strictObject({ conferenceId, fileId: z.uuid(), page, x: part, y: part })

export type Mark = z.infer<typeof mark>
export type Unmark = z.infer<typeof unmark>
export type Present = z.infer<typeof present>
export type Show = z.infer<typeof show>
export type Look = z.infer<typeof look>
export type Point = z.infer<typeof point>
