export interface Diagnosis { code: string; name: string }

/** Chapter letter, two digits, and one or two more behind the point: S06.5. */
const shape = /^[A-Z]\d{2}(\.\d{1,2})?$/
const mostCodes = 20

/** A code as it is written in the catalogue: "s065" and "S06,5" are S06.5; null where it cannot be one. */
export function readIcd10Code(typed: string): string | null {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
  const code = plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain
  return shape.test(code) ? code : null
}

/** One diagnosis on each line, the code first; null where a line does not begin with a code. A code said twice stands once. */
export function readIcd10(typed: string): Diagnosis[] | null {
  const found = new Map<string, string>()
  for (const line of typed.split('\n').map((one) => one.trim()).filter(Boolean)) {
    const [, first = '', name = ''] = /^([\p{L}\p{N}.,†*+]+)[\s:–-]*(.*)$/u.exec(line) ?? []
    const code = readIcd10Code(first)
    if (!code) return null
    found.set(code, found.get(code) || name.trim())
  }
  return found.size > mostCodes ? null : [...found].map(([code, name]) => ({ code, name }))
}

/** As it is typed and printed. */
export const icd10Line = ({ code, name }: Diagnosis): string => (name ? `${code} ${name}` : code)
