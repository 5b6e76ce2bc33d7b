/** What people type as their name at sign-in: a telephone number or an e-mail address, in the form the table keeps. */
export type SignInName = { telephone: string } | { email: string }

const mobileOrFixed = /^0\d{9,10}$/
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** +84 912 345 678, 84912345678, 0912.345.678 → 0912345678; undefined when it is no Vietnamese telephone number. */
export function telephoneOf(typed: string): string | undefined {
  const bare = typed.normalize('NFKC').replace(/[\s.\-–()]/g, '')
  if (!/^\+?\d+$/.test(bare)) return undefined
  const local = bare.replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0')
  return mobileOrFixed.test(local) ? local : undefined
}

/** Lower case and trimmed; undefined when it is no address. */
export function emailOf(typed: string): string | undefined {
  const bare = typed.normalize('NFKC').trim().toLowerCase()
  return bare.length <= 254 && address.test(bare) ? bare : undefined
}

/** Which of the two was typed, if either. */
export function signInNameOf(typed: string): SignInName | undefined {
  const email = typed.includes('@') ? emailOf(typed) : undefined
  if (email) return { email }
  const telephone = telephoneOf(typed)
  return telephone ? { telephone } : undefined
}
