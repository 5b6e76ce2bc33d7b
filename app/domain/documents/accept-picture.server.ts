import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Tx } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { storeFile } from '~/platform/files/store.server'
import { turns } from '~/platform/turns'
import { uploadLimits } from '~/platform/http/upload.server'
import { Problem } from '~/platform/problem'
import { hidesAnother, isWholePdf, typeAtStart, type Accepted, type StoredType } from './disguise'
import { fileName } from './file-name'

const maxPixels = 50_000_000
const thumbnailSide = 320

/** One file on the disk, not yet anybody's. `thumbnail` is the SHA-256 of a JPEG of at most 320 px; a PDF has none. */
export interface AcceptedFile {
  sha256: string
  mediaType: StoredType
  size: number
  width: number | null
  height: number | null
  thumbnail: string | null
  name: string
}

// Decoded pictures take up to 200 MB each; two at a time leave the machine to the others.
const inTurn = turns(2)
sharp.cache(false)
sharp.concurrency(1)

/**
 * Checks bytes by their content (JPEG, PNG or PDF up to 20 MB, or to what `most` says), turns pictures upright, strips what the camera wrote
 * into them (place, time, serial number) by encoding them anew, and stores the result with a thumbnail.
 * Throws a Problem on field 'files' for everything the person can put right.
 */
export async function acceptPicture(bytes: Uint8Array, declaredName: string, { most = uploadLimits.bytes } = {}): Promise<AcceptedFile> {
  if (bytes.byteLength === 0) throw problem('emptyFile', declaredName)
  if (bytes.byteLength > most) throw problem('tooLarge', declaredName)
  const mediaType = typeAtStart(bytes)
  const guessed = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!mediaType || guessed?.mime !== mediaType) throw problem('wrongType', declaredName)
  if (hidesAnother(bytes, mediaType)) throw problem('disguised', declaredName)
  const name = fileName(declaredName, mediaType)
  if (mediaType !== 'application/pdf') return inTurn(() => acceptImage(bytes, mediaType, name))
  if (!isWholePdf(bytes)) throw problem('brokenFile', declaredName)
  return { sha256: await storeFile(bytes), mediaType, size: bytes.byteLength, width: null, height: null, thumbnail: null, name }
}

async function acceptImage(bytes: Uint8Array, mediaType: Accepted, name: string): Promise<AcceptedFile> {
  const { width = 0, height = 0 } = await decoding(name, () => sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > maxPixels) throw problem('tooManyPixels', name)
  const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).timeout({ seconds: 60 }).autoOrient()
  const encoded = mediaType === 'image/png' ? upright.png() : upright.jpeg({ quality: 88, mozjpeg: false })
  const full = await decoding(name, () => encoded.toBuffer({ resolveWithObject: true }))
  const small = await decoding(name, () => sharp(full.data, { limitInputPixels: maxPixels })
    .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).jpeg({ quality: 80 }).toBuffer())
  return {
    sha256: await storeFile(full.data), mediaType, size: full.data.byteLength, width: full.info.width, height: full.info.height,
    thumbnail: await storeFile(small), name,
  }
}

/** A step: the row that says the bytes exist. The same bytes sent twice are one row. */
export async function keepFile(tx: Tx, file: AcceptedFile): Promise<void> {
  const { sha256, mediaType, size, width, height, thumbnail } = file
  await tx.storedFile.createMany({ data: [{ sha256, mediaType, size, width, height, thumbnail, createdAt: await nowIn(tx) }], skipDuplicates: true })
}

/** What a decoder cannot read is the file's fault, whatever the decoder calls it. */
async function decoding<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw problem('brokenFile', name)
  }
}

const problem = (kind: 'emptyFile' | 'tooLarge' | 'wrongType' | 'disguised' | 'brokenFile' | 'tooManyPixels', name: string): Problem =>
  new Problem(`documents:problem.${kind}`, { field: 'files', params: { name: name.slice(0, 120) } })
