import { z } from '~/platform/zod'

/** A place in a list that is ordered by a time and then by id. */
export interface Place { at: Date; id: string }

const shape = /^(2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)_(.{36})$/

/** A place as an address carries it: "<ISO instant>_<id>". */
export const cursorOf = ({ at, id }: Place): string => `${at.toISOString()}_${id}`

/** The place an address names; null, the beginning of the list, for whatever the database could not compare with. */
export function readCursor(given: string | null | undefined): Place | null {
  const [, at = '', id = ''] = shape.exec(given ?? '') ?? []
  return Number.isNaN(Date.parse(at)) || !z.uuid().safeParse(id).success ? null : { at: new Date(at), id }
}
