/** For searching: lower case, no marks, đ as d. Unicode does not take đ apart, so it is named. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().normalize('NFC')

/** The given name, last word of a Vietnamese full name. */
export const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? ''

const vietnamese = new Intl.Collator('vi')

/** Vietnamese lists go by given name, then by the whole name. */
export const byGivenName = (a: { fullName: string }, b: { fullName: string }): number =>
  vietnamese.compare(givenName(a.fullName), givenName(b.fullName)) || vietnamese.compare(a.fullName, b.fullName)

/** "BSCKII Lê Thị Kim Oanh"; a person without a title goes by the name alone. */
export const nameWithTitle = ({ title, fullName }: { title: string; fullName: string }): string => (title ? `${title} ${fullName}` : fullName)
