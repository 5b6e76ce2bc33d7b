/** "Lên" and "Xuống" are the same form with its lines changed round. */
const way = /^(up|down) ([0-9a-f-]{36})$/

/** The form's lines as the pressed button wants them, to be kept as any other order. */
export function inWantedOrder(body: FormData): FormData {
  const [, verb, id] = way.exec(String(body.get('intent'))) ?? []
  if (!verb || !id) return body
  const lengths = body.getAll('lengths')
  const lines = body.getAll('itemIds').map((item, index) => ({ item, minutes: lengths[index] ?? '' }))
  const at = lines.findIndex(({ item }) => item === id)
  const [line] = at >= 0 ? lines.splice(at, 1) : []
  if (line) lines.splice(Math.max(0, at + (verb === 'up' ? -1 : 1)), 0, line)
  body.delete('itemIds')
  body.delete('lengths')
  for (const { item, minutes } of lines) {
    body.append('itemIds', item)
    body.append('lengths', minutes)
  }
  body.set('intent', 'order')
  return body
}
