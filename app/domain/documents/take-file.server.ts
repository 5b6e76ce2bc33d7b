import { readFile, stat } from 'node:fs/promises'
import { storePart } from '~/platform/files/store.server'
import { readSlice } from '~/platform/files/parts.server'
import { Problem } from '~/platform/problem'
import { acceptPicture, type AcceptedFile } from './accept-picture.server'
import { headLength, kindOf, type ContentKind } from './content-kind'
import { endsAsZip, isWholePdf } from './disguise'
import { fileName } from './file-name'
import { cleanFilm } from './mp4.server'
import { readArchive, type Entry, type LeftOut } from './read-archive.server'
import { takeDicom, type AcceptedInstance } from './take-dicom.server'

/** One thing an upload became. */
export type Taken = { kind: 'file'; file: AcceptedFile } | { kind: 'instance'; instance: AcceptedInstance }

const MB = 1024 * 1024
/** Pictures are decoded whole, so they stay below what a machine has; films, documents and DICOM are only read through. */
const pictureMost = 60 * MB

const problem = (kind: string): Problem => new Problem(`files:problem.${kind}`)

/**
 * Turns a whole upload at `part` into stored files, one at a time through `keep`: a picture, a PDF, a film, a DICOM instance, or what
 * an archive holds of them. Content decides; everything else is a Problem in words for the person. `photosOnly` for what a phone sends.
 * Returns what of an archive was left out.
 */
export async function takeFile(part: string, name: string, keep: (taken: Taken) => Promise<void>, { photosOnly = false } = {}): Promise<LeftOut> {
  const { size } = await stat(part)
  if (size === 0) throw problem('empty')
  const kind = kindOf(await readSlice(part, 0, headLength))
  if (photosOnly && kind !== 'jpeg' && kind !== 'png') throw new Problem('camera:problem.notPicture')
  if (kind === 'zip') return readArchive(part, size, { wanted, take: (piece, entry) => takeOne(piece, entry.name, entry.kind), keep })
  const taken = await takeOne(part, name, kind)
  if (taken) await keep(taken)
  return { skipped: 0, broken: [] }
}

/** Of a CD only its pictures: its viewer, its icons and its manual are left out. Without DICOM, pictures and documents. */
function wanted(entries: readonly Entry[]): (entry: Entry) => boolean {
  const isDisc = entries.some(({ kind }) => kind === 'dicom')
  const picks = entries.filter(({ kind }) => (isDisc ? kind === 'dicom' : kind === 'jpeg' || kind === 'png' || kind === 'pdf'))
  if (picks.length === 0) throw problem('zipNothing')
  return (entry) => picks.includes(entry)
}

/** Null for the directory of a CD, which is nothing to keep. */
async function takeOne(part: string, name: string, kind: ContentKind): Promise<Taken | null> {
  const { size } = await stat(part)
  switch (kind) {
    case 'jpeg':
    case 'png': {
      if (size > pictureMost) throw problem('largePicture')
      return { kind: 'file', file: await acceptPicture(await readFile(part), name, { most: pictureMost }) }
    }
    case 'pdf': return { kind: 'file', file: await takePdf(part, size, name) }
    case 'mp4': {
      if (!(await cleanFilm(part, size))) throw problem('brokenFilm')
      return { kind: 'file', file: { ...(await storePart(part)), mediaType: 'video/mp4', width: null, height: null, thumbnail: null, name: fileName(name, 'video/mp4') } }
    }
    case 'dicom': {
      const instance = await takeDicom(part, size)
      return instance && { kind: 'instance', instance }
    }
    case 'office':
    case 'oldOffice': throw problem('office')
    case 'quicktime': throw problem('quicktime')
    case 'zip':
    case null: throw problem('wrongType')
    default: return kind satisfies never
  }
}

/** Small documents are looked through as ever; of large ones beginning and end, where another file would have to show. */
async function takePdf(part: string, size: number, name: string): Promise<AcceptedFile> {
  if (size <= pictureMost) return acceptPicture(await readFile(part), name, { most: pictureMost })
  const tail = await readSlice(part, size - 65_557, 65_557)
  if (endsAsZip(tail)) throw problem('disguised')
  if (!isWholePdf(tail)) throw problem('brokenPdf')
  return { ...(await storePart(part)), mediaType: 'application/pdf', width: null, height: null, thumbnail: null, name: fileName(name, 'application/pdf') }
}
