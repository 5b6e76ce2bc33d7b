import { randomUUID } from 'node:crypto'

type Vr = 'UI' | 'PN' | 'LO' | 'CS' | 'DA' | 'IS' | 'DS' | 'US' | 'OW' | 'OB'

/** One element, explicit VR little endian (PS3.5, 7.1.2). */
function element(group: number, number: number, vr: Vr, value: Buffer | string | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value & 255, value >> 8]) : typeof value === 'string' ? Buffer.from(value, 'utf8') : value
  const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(vr === 'UI' || vr === 'OB' ? '\0' : ' ')])
  const tag = Buffer.alloc(4)
  tag.writeUInt16LE(group, 0)
  tag.writeUInt16LE(number, 2)
  const long = vr === 'OW' || vr === 'OB'
  const length = Buffer.alloc(long ? 6 : 2)
  if (long) length.writeUInt32LE(padded.length, 2)
  else length.writeUInt16LE(padded.length, 0)
  return Buffer.concat([tag, Buffer.from(vr, 'latin1'), length, padded])
}

/** Pixels in fragments: an empty table of offsets, the fragments, the end. */
function packed(fragments: readonly Buffer[]): Buffer {
  const item = (tag: number, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(tag, 0)
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data])
  }
  const even = (data: Buffer) => (data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.from([0])]))
  return Buffer.concat([
    Buffer.from('e07f1000', 'hex'), Buffer.from('OB'), Buffer.from('0000ffffffff', 'hex'),
    item(0xe000fffe, Buffer.alloc(0)), ...fragments.map((one) => item(0xe000fffe, even(one))), item(0xe0ddfffe, Buffer.alloc(0)),
  ])
}

/** A UID nobody else has. */
export const aUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`

export interface Made {
  studyUid?: string
  seriesUid?: string
  number?: number
  patientName?: string
  sex?: string
  birth?: string
  rows?: number
  columns?: number
  photometric?: 'MONOCHROME1' | 'MONOCHROME2' | 'RGB'
  window?: [center: number, width: number]
  /** first bytes, where a program could hide */
  preamble?: Buffer
  syntax?: string
  pixels?: Buffer
  /** packed pixels, one fragment each (PS3.5 A.4) */
  fragments?: Buffer[]
  bits?: 8 | 16
  frames?: number
}

/** A CT slice of a gradient, uncompressed, 16 bit: dark at the left, bright at the right, values 0 to 4000. */
export function aDicom(given: Made = {}): Buffer {
  const { studyUid = aUid(), seriesUid = aUid(), number = 1, patientName = 'PHUNG^VAN DINH', sex = 'M', birth = '19580412', rows = 64, columns = 64, photometric = 'MONOCHROME2', window, preamble = Buffer.alloc(128), syntax = '1.2.840.10008.1.2.1' } = given
  const instanceUid = aUid()
  const colour = photometric === 'RGB'
  const bits = colour ? 8 : (given.bits ?? 16)
  const pixels = given.pixels ?? Buffer.concat(Array.from({ length: rows }, () => Buffer.from(Uint16Array.from({ length: columns }, (_, x) => Math.round((4000 * x) / (columns - 1)) + number).buffer)))
  const meta = Buffer.concat([
    element(2, 1, 'OB', Buffer.from([0, 1])), element(2, 2, 'UI', '1.2.840.10008.5.1.4.1.1.2'), element(2, 3, 'UI', instanceUid), element(2, 0x10, 'UI', syntax), element(2, 0x12, 'UI', '2.25.1'),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(meta.length)
  const head = Buffer.concat([Buffer.from([2, 0, 0, 0]), Buffer.from('UL'), Buffer.from([4, 0]), length])
  return Buffer.concat([
    preamble, Buffer.from('DICM'), head, meta,
    element(8, 5, 'CS', 'ISO_IR 192'), element(8, 0x16, 'UI', '1.2.840.10008.5.1.4.1.1.2'), element(8, 0x18, 'UI', instanceUid), element(8, 0x20, 'DA', '20261120'), element(8, 0x60, 'CS', 'CT'),
    element(8, 0x1030, 'LO', 'CT sọ não'), element(8, 0x103e, 'LO', 'Không thuốc'),
    element(0x10, 0x10, 'PN', patientName), element(0x10, 0x30, 'DA', birth), element(0x10, 0x40, 'CS', sex),
    element(0x20, 0xd, 'UI', studyUid), element(0x20, 0xe, 'UI', seriesUid), element(0x20, 0x11, 'IS', '2'), element(0x20, 0x13, 'IS', String(number)),
    element(0x28, 2, 'US', colour ? 3 : 1), element(0x28, 4, 'CS', photometric), ...(colour ? [element(0x28, 6, 'US', 0)] : []), ...(given.frames ? [element(0x28, 8, 'IS', String(given.frames))] : []), element(0x28, 0x10, 'US', rows), element(0x28, 0x11, 'US', columns), element(0x28, 0x100, 'US', bits), element(0x28, 0x101, 'US', bits),
    element(0x28, 0x102, 'US', bits - 1), element(0x28, 0x103, 'US', 0), ...(window ? [element(0x28, 0x1050, 'DS', String(window[0])), element(0x28, 0x1051, 'DS', String(window[1]))] : []),
    given.fragments ? packed(given.fragments) : element(0x7fe0, 0x10, 'OW', pixels),
  ])
}
