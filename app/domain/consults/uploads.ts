/** Limits of uploads, in bytes and in number; apart, so that a page can say them without zod. */
export const uploadLimits = {
  /** one file, and all of a consult's that are on their way at once */
  bytes: 500 * 1024 * 1024,
  waiting: 20 * 1024 * 1024 * 1024,
  /** files of one announcement, and pictures of studies in one consult */
  announced: 3_000,
  instances: 5_000,
  /** photographs, documents and films of one consult */
  files: 40,
} as const

/** Minutes a phone may send pictures after its code was shown. */
export const cameraMinutes = 15

/** What a photograph from a phone may be. */
export const photoKinds = ['film', 'ecg', 'lab', 'consent', 'other'] as const
export type PhotoKind = (typeof photoKinds)[number]

/** A file on its way, as a page shows it. */
export interface UploadLine {
  id: string
  name: string
  size: number
  received: number
  state: 'receiving' | 'checking' | 'accepted' | 'refused'
  /** why it was refused: the key of a text */
  problem: string
  /** files of an archive that were left out */
  skipped: number
  /** names of those among them that could not be read */
  broken: string[]
  mine: boolean
}

/** How far the files of what was sent have come: "3 of 7". */
export interface Progress { received: number; total: number; lastAt: string | null }

/** Counts the uploads that belong to what was sent; nothing to say when none is on its way. */
export function progressOf(uploads: readonly { state: UploadLine['state']; updatedAt: Date }[]): Progress | null {
  const counted = uploads.filter(({ state }) => state !== 'refused')
  const waiting = counted.filter(({ state }) => state !== 'accepted')
  if (waiting.length === 0) return null
  const last = Math.max(...counted.map(({ updatedAt }) => updatedAt.getTime()))
  return { received: counted.length - waiting.length, total: counted.length, lastAt: new Date(last).toISOString() }
}

/**
 * Which request version a file belongs to: the first that was sent after the upload began, for then it was announced with it; none
 * while the next supplement is still being written.
 */
export function versionFor(begunAt: Date, versions: readonly { version: number; at: Date }[]): number | null {
  const later = versions.filter(({ at }) => at >= begunAt).map(({ version }) => version)
  return later.length > 0 ? Math.min(...later) : null
}
