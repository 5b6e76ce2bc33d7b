import type { Locator } from '@playwright/test'

/** A phone's owner: every tap and every field filled in is counted. */
export function thumbs() {
  let count = 0
  const counted = <A extends unknown[]>(act: (...given: A) => Promise<unknown>) => async (...given: A): Promise<void> => {
    count += 1
    await act(...given)
  }
  return {
    tap: counted((target: Locator) => target.tap()),
    write: counted((field: Locator, text: string) => field.fill(text)),
    choose: counted((list: Locator, label: string) => list.selectOption({ label })),
    get count() { return count },
  }
}
