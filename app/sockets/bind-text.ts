import * as Y from 'yjs'

/** What of a page's text field the binding touches. */
export interface TextElement extends EventTarget {
  value: string
  selectionStart: number
  selectionEnd: number
  selectionDirection: 'forward' | 'backward' | 'none'
  scrollTop: number
  readonly ownerDocument: { readonly activeElement: unknown }
  setSelectionRange: (start: number, end: number, direction?: 'forward' | 'backward' | 'none') => void
}

type Delta = { retain?: number; insert?: unknown; delete?: number }[]

/** Characters that go into the document at once: what is pasted travels in several messages. */
const piece = 3_000

/** A change of more characters than this is taken back by itself, not together with the typing before it. */
const large = 20

/** Where a place in a text is after changes by others. */
function shift(deltas: readonly Delta[], place: number): number {
  let moved = place
  for (const delta of deltas) {
    let at = 0
    for (const { retain, insert, delete: gone } of delta) {
      if (retain) at += retain
      else if (typeof insert === 'string') {
        if (at < moved) moved += insert.length
        at += insert.length
      } else if (gone && at < moved) moved -= Math.min(gone, moved - at)
    }
  }
  return moved
}

/** Stretches that are left of one after changes by others; what these put into its middle is not among them. */
function stillThere(deltas: readonly Delta[], start: number, end: number): [number, number][] {
  if (deltas.length === 0) return end > start ? [[start, end]] : []
  let places = Array.from({ length: end - start }, (_, index) => start + index)
  for (const delta of deltas) places = places.flatMap((place) => placeAfter(delta, place))
  const stretches: [number, number][] = []
  for (const place of places) {
    const last = stretches.at(-1)
    if (last?.[1] === place) last[1] += 1
    else stretches.push([place, place + 1])
  }
  return stretches
}

/** Where a letter is after a change, unless that took it away. */
function placeAfter(delta: Delta, letter: number): number[] {
  let at = 0
  let place = letter
  for (const { retain, insert, delete: gone } of delta) {
    if (retain) at += retain
    else if (typeof insert === 'string') {
      if (at <= place) place += insert.length
      at += insert.length
    } else if (gone && at <= place) {
      if (place < at + gone) return []
      place -= gone
    }
  }
  return [place]
}

/** Where a change ends: the caret after taking something back. */
function endOf(delta: Delta): number {
  let at = 0
  let end = 0
  for (const { retain, insert } of delta) {
    if (retain) at += retain
    else end = at += typeof insert === 'string' ? insert.length : 0
  }
  return end
}

const isHigh = (text: string, place: number) => /[\ud800-\udbff]/.test(text.charAt(place))

/**
 * Binds a plain text field to a shared text. What the field holds is compared with what it held, so each way of typing will do: keys,
 * composition, a keyboard program that takes letters back and types them anew, pasting, dictation. While the field composes, others'
 * changes wait: a changed value would end the composition and double the syllable. Taking back takes back one's own changes only.
 */
export function bindText(el: TextElement, text: Y.Text): () => void {
  const me = {}
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([me]) })
  let seen = (el.value = text.toString())
  let composing = false
  let waiting: Delta[] = []

  const show = (start: number, end: number) => {
    const { selectionDirection, scrollTop } = el
    seen = text.toString()
    if (el.value !== seen) el.value = seen
    if (el.ownerDocument.activeElement !== el) return
    el.setSelectionRange(start, end, selectionDirection)
    el.scrollTop = scrollTop
  }

  const push = () => {
    const now = el.value
    const { start, before, after } = changeBetween(seen, now, el.selectionStart)
    const added = now.slice(start, now.length - after)
    const others = waiting
    waiting = []
    seen = now
    const from = shift(others, start)
    const changed = before > start || added !== ''
    if (before - start > large || added.length > large) undo.stopCapturing()
    if (changed) change(text, me, stillThere(others, start, before), from, added)
    // Word by word, however quickly somebody types.
    if (/\s$/.test(added)) undo.stopCapturing()
    if (others.length === 0) return
    const caret = changed ? from + added.length : undefined
    show(caret ?? shift(others, el.selectionStart), caret ?? shift(others, el.selectionEnd))
  }

  const follow = ({ delta, transaction }: Y.YTextEvent) => {
    if (transaction.origin === me) return
    if (transaction.origin === undo) return show(endOf(delta), endOf(delta))
    waiting.push(delta)
    if (!composing) push()
  }

  const endComposing = () => {
    if (!composing) return
    composing = false
    push()
  }
  const takeBack = (event: Event, again: boolean) => {
    event.preventDefault()
    if (composing) return
    if (again) undo.redo()
    else undo.undo()
  }
  const on: Record<string, (event: Event) => void> = {
    compositionstart: () => { composing = true },
    compositionend: endComposing,
    blur: endComposing,
    input: () => { if (!composing) push() },
    // A menu or a gesture asks this way.
    beforeinput: (event) => {
      const kind = 'inputType' in event ? event.inputType : ''
      if (kind === 'historyUndo' || kind === 'historyRedo') takeBack(event, kind === 'historyRedo')
    },
    keydown: (event) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event as KeyboardEvent
      const letter = typeof key === 'string' && (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : ''
      if (letter === 'z') takeBack(event, shiftKey)
      else if (letter === 'y') takeBack(event, true)
    },
  }
  for (const [name, listener] of Object.entries(on)) el.addEventListener(name, listener)
  text.observe(follow)
  return () => {
    endComposing()
    for (const [name, listener] of Object.entries(on)) el.removeEventListener(name, listener)
    text.unobserve(follow)
    undo.destroy()
  }
}

/**
 * The one stretch in which a field changed: its start, its end in the text before, and how much after it stayed. Of several that would do
 * the one that ends at the caret, where the typing was; never through the middle of a character of two halves.
 */
function changeBetween(seen: string, now: string, caret: number): { start: number; before: number; after: number } {
  const most = Math.min(now.length, seen.length)
  let after = 0
  while (after < most && after < now.length - caret && now.at(-1 - after) === seen.at(-1 - after)) after++
  let start = 0
  while (start < most - after && now[start] === seen[start]) start++
  if (after > 0 && (isHigh(now, now.length - after - 1) || isHigh(seen, seen.length - after - 1))) after--
  if (start > 0 && isHigh(now, start - 1)) start--
  return { start, before: seen.length - after, after }
}

function change(text: Y.Text, origin: object, gone: [number, number][], at: number, added: string): void {
  const first = pieceOf(added, 0)
  text.doc?.transact(() => {
    for (const [from, until] of gone.reverse()) text.delete(from, until - from)
    if (first) text.insert(at, first)
  }, origin)
  for (let done = first.length; done < added.length; ) {
    const next = pieceOf(added, done)
    const place = at + done
    text.doc?.transact(() => text.insert(place, next), origin)
    done += next.length
  }
}

const pieceOf = (text: string, from: number): string => text.slice(from, from + piece - (isHigh(text, from + piece - 1) ? 1 : 0))
