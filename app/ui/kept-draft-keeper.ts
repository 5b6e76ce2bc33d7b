import { differencesOf, type Difference } from './kept-draft'
import { commandOf, fieldsIn, fill, isChanged, isChoice, isEmpty } from './kept-draft-form'
import { beginWriting, heldLocks, leftBehind } from './kept-draft-living'
import { keptTexts, type Found, type KeptTexts } from './kept-draft-store'

export interface Offered { at: number; differences: Difference[] }
export interface Keeper { restore: () => void; giveUp: () => void; saved: () => void; end: () => void }
interface Given { form: HTMLFormElement; place: string; personId: string; itself: boolean; offer: (offered: Offered | null) => void; safe: (safe: boolean) => void }

/** After the last key (ms): sooner than a save, so that hardly a word is lost with the machine. */
const pause = 400
const again = 15_000
const newRow = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`

/** Watches one form from now on: see useKeptDraft. */
export function keepForm({ form, place, personId, itself, offer, safe }: Given): Keeper {
  const row = newRow()
  let timer: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let store: KeptTexts | undefined
  let waiting: Found[] = []
  let [touched, kept, sent, ended] = [false, false, false, false]
  let command: string | null = null
  let stopWriting: (() => void) | undefined
  let firstId = idOf(form)
  // One after the other: a text must not be dropped before it was put down.
  let work: Promise<unknown> = Promise.resolve()
  const then = (next: () => Promise<void>) => {
    work = work.then(next).catch(() => undefined)
    return work
  }

  const forget = async (): Promise<void> => {
    if (!kept) return
    kept = false
    safe(false)
    await store?.drop(row)
  }
  const put = () => then(async () => {
    const fields = fieldsIn(form)
    if (!store || !touched) return
    if (isEmpty(fields)) return forget()
    await store.keep(row, place, { fields, at: Date.now(), command })
    kept = true
    safe(touched)
  })
  const drop = () => then(async () => {
    safe(false)
    if (!touched) await forget()
  })
  const show = () => {
    const [newest] = waiting
    if (!newest) return offer(null)
    const differences = differencesOf(fieldsIn(form), newest.fields, (name) => isChoice(form, name))
    if (differences.length > 0) return offer({ at: newest.at, differences })
    // The server has all of it already.
    waiting = waiting.slice(1)
    void then(async () => store?.drop(newest.id))
    show()
  }
  const begin = async (): Promise<void> => {
    try {
      store = await keptTexts(personId)
      // What another open page is writing is not lost: it is saved there.
      waiting = leftBehind(await store.waiting(place), await heldLocks())
      if (ended) return
      show()
      if (touched) await put()
    } catch {
      // The line is dead or the sign-in over: what is typed stays on the page meanwhile.
      if (!ended) retry = setTimeout(() => void begin(), again)
    }
  }

  const typed = () => {
    touched = true
    stopWriting ??= beginWriting(row)
    sent = false
    command = null
    clearTimeout(timer)
    timer = setTimeout(() => void put(), pause)
  }
  const submitted = (event: SubmitEvent) => {
    sent = true
    if (!touched) return
    command = commandOf(form, event.submitter)
    clearTimeout(timer)
    void put()
  }
  // A form that does not save by itself gets a new command id once the old one was carried out.
  const watch = new MutationObserver(() => {
    const id = idOf(form)
    if (id === firstId) return
    firstId = id
    if (!itself || !sent) return
    touched = false
    clearTimeout(timer)
    void drop()
  })
  form.addEventListener('input', typed)
  form.addEventListener('submit', submitted)
  watch.observe(form, { subtree: true, attributes: true, attributeFilter: ['value'], childList: true })
  // What was typed before this script arrived waits like the rest.
  if (isChanged(form)) typed()
  void begin()

  const settle = (found: Found | undefined) => {
    waiting = waiting.slice(1)
    if (found) void then(async () => store?.drop(found.id))
    show()
  }
  return {
    restore: () => {
      const [found] = waiting
      if (!found) return
      fill(form, differencesOf(fieldsIn(form), found.fields, (name) => isChoice(form, name)))
      clearTimeout(timer)
      // Only when it stands under this page's own row may the old one go.
      void put().then(() => { if (kept) settle(found) })
    },
    giveUp: () => settle(waiting[0]),
    saved: () => {
      touched = false
      clearTimeout(timer)
      void drop()
    },
    end: () => {
      ended = true
      clearTimeout(timer)
      clearTimeout(retry)
      watch.disconnect()
      form.removeEventListener('input', typed)
      form.removeEventListener('submit', submitted)
      stopWriting?.()
      if (!touched) return void drop()
      void put()
      // Its page has gone on: when the command was carried out, nothing waits any more.
      if (sent) void then(async () => void (await store?.waiting(place)))
    },
  }
}

function idOf(form: HTMLFormElement): string {
  const field = form.elements.namedItem('commandId')
  return field instanceof HTMLInputElement ? field.value : ''
}
