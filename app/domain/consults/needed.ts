const settling: readonly string[] = ['supplement', 'askAgain']

/** What a specialist said was needed, while nothing has come since: the step, from steps newest first; null when nobody waits. */
export function neededOf<S extends { action: string }>(steps: readonly S[]): S | null {
  const latest = steps.find(({ action }) => action === 'needMore' || settling.includes(action))
  return latest?.action === 'needMore' ? latest : null
}
