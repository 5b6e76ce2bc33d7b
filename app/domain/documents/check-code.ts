// 32 signs without 0/O and 1/I, which people mix up when they copy from paper.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const shape = /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/

/** An unguessable check code, XXXX-XXXX-XXXX-XXXX: 16 signs of 32, 80 bits from the system's random source. */
export function newCheckCode(): string {
  // 256 is a multiple of 32: the lower five bits of a random byte are uniform.
  const drawn = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => signs.charAt(byte & 31)).join('')
  return groups(drawn)
}

/** A code as typed (any case, spaces, missing dashes) in its printed form; null when it cannot be one. */
export function readCheckCode(typed: string): string | null {
  if (typed.length > 100) return null
  const code = groups(typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, ''))
  return shape.test(code) ? code : null
}

const groups = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-')
