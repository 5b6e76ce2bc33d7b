import { v7 } from 'uuid'

/** A new UUIDv7: sorts by time, so index pages stay warm. */
export const newId = (): string => v7()
