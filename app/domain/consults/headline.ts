/** What a consult is about in a list or as a heading: the first line of what is happening, or of what is asked; at most 140 characters. */
export function headlineOf(situation: string, question = ''): string {
  const [first = ''] = (situation.trim() || question.trim()).split('\n')
  return first.length > 140 ? `${first.slice(0, 139).trimEnd()}…` : first
}
