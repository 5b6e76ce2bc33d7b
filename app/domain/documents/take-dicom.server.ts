import { readSlice, writeSlice } from '~/platform/files/parts.server'
import { storePart } from '~/platform/files/store.server'
import { Problem } from '~/platform/problem'
import { BrokenDicom, dataSetOf, directoryClass, readHeader, type DicomHeader } from './dicom-header'
import { endsAsZip } from './disguise'

/** An instance on the disk, not yet anybody's. */
export interface AcceptedInstance { sha256: string; size: number; header: DicomHeader }

const MB = 1024 * 1024
/** Headers with embedded icons and private data are rarely larger; the picture itself may be. */
const headMost = 16 * MB

/**
 * Takes a DICOM file that lies at `part`: its first 128 bytes, where a program could hide, are zeroed, its header is read and the
 * file is stored. Null for a directory of a CD, which holds no picture. Throws a Problem for what is broken or hides an archive.
 */
export async function takeDicom(part: string, size: number): Promise<AcceptedInstance | null> {
  const header = await headerAt(part, size)
  if (header.sopClass === directoryClass) return null
  if (endsAsZip(await readSlice(part, Math.max(0, size - 65_557), 65_557))) throw new Problem('files:problem.disguised')
  await writeSlice(part, 0, Buffer.alloc(128))
  return { ...(await storePart(part)), header }
}

/** The header of a file on the disk. */
async function headerAt(place: string, size: number): Promise<DicomHeader> {
  try {
    return readHeader(dataSetOf(await readSlice(place, 0, Math.min(size, headMost))))
  } catch (error) {
    if (error instanceof BrokenDicom) throw new Problem('files:problem.brokenDicom')
    throw error
  }
}
