/** Vietnamese without its marks, and only characters every telephone's plain alphabet has: 160 of them fit into one message. */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[–—]/g, '-').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/[^\n\x20-\x7e]/g, '?')

/** A number as gateways want it, +84912345678; null for what is no number of Vietnam. */
export function international(number: string): string | null {
  const digits = number.replace(/[\s.()-]/g, '')
  const [, rest] = /^(?:\+84|0084|84|0)([1-9]\d{8,9})$/.exec(digits) ?? []
  return rest ? `+84${rest}` : null
}

/** Does it take text messages? A ward's fixed line or an extension only rings. */
export const isMobile = (number: string): boolean => /^\+84[35789]\d{8}$/.test(international(number) ?? '')
