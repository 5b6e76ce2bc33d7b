import sharp from 'sharp'
import { placeOf } from '~/platform/files/store.server'
import { drawFrame } from './draw-thread.server'
import { frameOf, framesIn } from './frame-of.server'

/** A frame as a JPEG. */
export interface Picture { jpeg: Buffer }

/**
 * A simple picture of a stored DICOM instance: window and level as its header says, `side` px at most, frame counted from 0.
 * Null when it holds no picture, or one in an encoding that is not drawn here.
 */
export async function drawDicom(sha256: string, { side, frame = 0 }: { side: number; frame?: number }): Promise<Picture | null> {
  const stored = await placeOf(sha256)
  const job = stored && await frameOf(stored.place, stored.size, frame)
  const drawn = job && await drawFrame(job)
  if (!drawn) return null
  const { rows, columns } = job.about
  const jpeg = await sharp(drawn.data, { raw: { width: columns, height: rows, channels: drawn.channels } })
    .resize(side, side, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer()
  return { jpeg }
}

/** How many frames a stored instance has. */
export async function framesOf(sha256: string): Promise<number> {
  const stored = await placeOf(sha256)
  return stored ? framesIn(stored.place, stored.size) : 1
}
