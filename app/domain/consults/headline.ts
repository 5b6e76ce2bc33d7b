/** What a consult is about in a list or as a heading: the first line of what is happening, at most 140 characters. */
export function headlineOf(situation: string): string {
  const [first = ''] = situation.trim().split('\n')
  return first.length > 140 ? `${first.slice(0, 139).trimEnd()}…` : first
}
