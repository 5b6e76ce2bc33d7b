import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  data: Buffer
  /** what the list of contents says instead of the truth */
  claims?: { size?: number }
  encrypted?: boolean
}

/** A ZIP archive, deflated, with what a bad one may say of itself. */
export function aZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, claims, encrypted } of entries) {
    const packed = deflateRawSync(data)
    const nameBytes = Buffer.from(name)
    const flags = 0x800 | (encrypted ? 1 : 0)
    const facts = Buffer.alloc(22)
    facts.writeUInt16LE(flags, 0)
    facts.writeUInt16LE(8, 2)
    facts.writeUInt32LE(crc32(data) >>> 0, 8)
    facts.writeUInt32LE(packed.length, 12)
    facts.writeUInt32LE(claims?.size ?? data.length, 16)
    facts.writeUInt16LE(nameBytes.length, 20)
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00', 'latin1'), facts, Buffer.alloc(2), nameBytes, packed])
    const end = Buffer.alloc(16)
    end.writeUInt32LE(offset, 12)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00\x14\x00', 'latin1'), facts, Buffer.alloc(2), end.subarray(2), nameBytes]))
    locals.push(local)
    offset += local.length
  }
  const list = Buffer.concat(central)
  const tail = Buffer.alloc(22)
  tail.write('PK\x05\x06', 'latin1')
  tail.writeUInt16LE(entries.length, 8)
  tail.writeUInt16LE(entries.length, 10)
  tail.writeUInt32LE(list.length, 12)
  tail.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, tail])
}
