import { inflateRawSync } from 'node:zlib'
import dicomParser, { type DataSet } from 'dicom-parser'

/** What we read of a DICOM file: whose, which study, series and instance, and how its picture is written. */
export interface DicomHeader {
  studyUid: string
  seriesUid: string
  instanceUid: string
  sopClass: string
  syntax: string
  patientName: string
  patientSex: string
  birthDate: string
  studiedOn: string
  studyDescription: string
  seriesDescription: string
  seriesNumber: number | null
  instanceNumber: number | null
  modality: string
}

/** The file is not what DICOM (PS3.10) says it must be. */
export class BrokenDicom extends Error {}

/** A picture of headers only: a directory of the CD. */
export const directoryClass = '1.2.840.10008.1.3.10'
export const deflated = '1.2.840.10008.1.2.1.99'

const uidForm = /^[0-9.]{1,64}$/
const mostInflated = 256 * 1024 * 1024

/** The data set of a file's bytes, up to its picture. */
export function dataSetOf(bytes: Uint8Array): DataSet {
  try {
    return dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010', inflater })
  } catch (error) {
    throw new BrokenDicom(error instanceof Error ? error.message : String(error))
  }
}

/** Deflated files are inflated from where their data begin, to so much at most. */
function inflater(bytes: Uint8Array, position: number): Uint8Array {
  const rest = inflateRawSync(bytes.subarray(position), { maxOutputLength: mostInflated })
  return Buffer.concat([bytes.subarray(0, position), rest])
}

/** Reads a header; throws BrokenDicom when the names a study cannot do without are missing. */
export function readHeader(set: DataSet): DicomHeader {
  const text = textReader(set)
  const uid = (tag: string): string => {
    const value = (set.string(tag) ?? '').trim()
    if (!uidForm.test(value)) throw new BrokenDicom(`no ${tag}`)
    return value
  }
  const sopClass = (set.string('x00020002') ?? set.string('x00080016') ?? '').trim()
  if (sopClass === directoryClass) return { ...nothing, sopClass, syntax: '' }
  return {
    studyUid: uid('x0020000d'), seriesUid: uid('x0020000e'), instanceUid: uid('x00080018'), sopClass, syntax: (set.string('x00020010') ?? '').trim(),
    patientName: text('x00100010', 200), patientSex: text('x00100040', 4).toUpperCase(), birthDate: /^\d{8}$/.exec(text('x00100030', 8))?.[0] ?? '',
    studiedOn: /^\d{8}$/.exec(text('x00080020', 8))?.[0] ?? '', studyDescription: text('x00081030', 120), seriesDescription: text('x0008103e', 120),
    seriesNumber: numberOf(text('x00200011', 12)), instanceNumber: numberOf(text('x00200013', 12)), modality: text('x00080060', 16).toUpperCase(),
  }
}

const nothing: DicomHeader = {
  studyUid: '', seriesUid: '', instanceUid: '', sopClass: '', syntax: '', patientName: '', patientSex: '', birthDate: '', studiedOn: '', studyDescription: '', seriesDescription: '', seriesNumber: null, instanceNumber: null, modality: '',
}

const numberOf = (text: string): number | null => (/^[+-]?\d{1,9}$/.test(text) ? Number(text) : null)

/** Texts in UTF-8 where the file says so, or where they are; else as Latin letters. Other alphabets come out as they may. */
function textReader(set: DataSet): (tag: string, most: number) => string {
  const named = /ISO_IR 192/.test(set.string('x00080005') ?? '')
  return (tag, most) => {
    const element = set.elements[tag]
    if (!element || element.length === 0) return ''
    const bytes = set.byteArray.subarray(element.dataOffset, element.dataOffset + Math.min(element.length, 1024))
    const decoded = named ? new TextDecoder().decode(bytes) : lenient(bytes)
    return [...decoded.replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffd]/gu, ' ').replace(/\s+/g, ' ').normalize('NFC').trim()].slice(0, most).join('')
  }
}

function lenient(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
