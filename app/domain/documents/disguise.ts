export type Accepted = 'image/jpeg' | 'image/png' | 'application/pdf'
/** What may be kept: those, and what only comes as an upload. */
export type StoredType = Accepted | 'application/dicom' | 'video/mp4'

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

const pngStart = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const pngEnd = Uint8Array.of(0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82)
const jpegStart = Uint8Array.of(0xff, 0xd8, 0xff)

/** What the first bytes say: an accepted type, or null. Only at offset 0, because that is where other programs look too. */
export function typeAtStart(bytes: Uint8Array): Accepted | null {
  if (startsWith(bytes, jpegStart)) return 'image/jpeg'
  if (startsWith(bytes, pngStart)) return 'image/png'
  return startsWith(bytes, ascii('%PDF-')) ? 'application/pdf' : null
}

/**
 * True when a second file hides in this one: what other programs would open as a web page, an archive, a document or a
 * program. Trailing bytes as such are no fault, for telephones append a film or a depth map; re-encoding drops them.
 */
export function hidesAnother(bytes: Uint8Array, type: Accepted): boolean {
  if (endsAsZip(bytes)) return true
  if (type === 'application/pdf') return markup.test(latin(bytes.subarray(0, 1024)))
  const end = type === 'image/png' ? afterFirst(bytes, pngEnd) : afterJpeg(bytes)
  // Only where it begins: in the megabytes of a film every short signature turns up by chance.
  return foreign.test(latin(bytes.subarray(end, end + 4096)))
}

/** A PDF that is all there: the last cross-reference and %%EOF close the file, followed by nothing but white space. */
export function isWholePdf(bytes: Uint8Array): boolean {
  return /startxref\s+\d+\s+%%EOF[\s\0]*$/.test(latin(bytes.subarray(-2048)))
}

const markup = /<\s*(?:!doctype|html|script|svg|body|iframe|\?php|\?xml)/i
const foreign = /<\s*(?:!doctype|html|script|svg|body|iframe|\?php)|PK\x03\x04|PK\x05\x06|%PDF-|Rar!\x1a|7z\xbc\xaf|^\s*#!|^\s*MZ|^\x7fELF|^\x1f\x8b\x08/i

/** An archive is read from its end: a directory record whose comment reaches exactly to the end of the file. */
export function endsAsZip(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-65_557)
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  }
  return false
}

/** Offset after the first picture's end marker: segments are skipped by their length, so a thumbnail inside does not count. */
function afterJpeg(bytes: Uint8Array): number {
  let at = 2
  while (at + 3 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return at + 2
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) { at += marker === 0xff ? 1 : 2; continue }
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (marker === 0xda) at = endOfScan(bytes, at)
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : Math.min(at, bytes.length)
}

/** Inside a scan 0xff is followed by 0x00 or a restart marker; anything else ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

function afterFirst(bytes: Uint8Array, mark: Uint8Array): number {
  // The first end chunk closes the picture for every decoder.
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(mark)
  return at < 0 ? bytes.length : at + mark.length
}

const startsWith = (bytes: Uint8Array, mark: Uint8Array): boolean => mark.every((byte, index) => bytes[index] === byte)
