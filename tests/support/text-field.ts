import * as Y from 'yjs'
import { bindText, type TextElement } from '~/sockets/bind-text'

/**
 * A text field as a browser has it: setting its value moves the caret to the end and ends a composition, whose keyboard then writes the
 * whole syllable once more; each change by the person is an input event.
 */
export class TextField extends EventTarget implements TextElement {
  selectionStart = 0
  selectionEnd = 0
  selectionDirection = 'forward' as const
  scrollTop = 0
  readonly ownerDocument: { activeElement: unknown } = { activeElement: this }
  #value = ''
  #composed = 0

  get value(): string { return this.#value }
  set value(value: string) {
    this.#composed = 0
    this.#value = value
    this.setSelectionRange(value.length, value.length)
  }

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = this.#whole(Math.min(start, this.#value.length))
    this.selectionEnd = this.#whole(Math.min(Math.max(start, end), this.#value.length))
  }

  /** No caret stands within a character of two halves. */
  #whole(place: number): number {
    return /^[\ud800-\udbff][\udc00-\udfff]$/.test(this.#value.slice(place - 1, place + 1)) ? place - 1 : place
  }

  /** Types over what is selected. */
  type(text: string): void {
    this.#replace(this.selectionStart, this.selectionEnd, text)
  }

  backspace(): void {
    const from = this.selectionStart === this.selectionEnd ? this.#whole(Math.max(0, this.selectionStart - 1)) : this.selectionStart
    this.#replace(from, this.selectionEnd, '')
  }

  startComposing(): void {
    this.#composed = 0
    this.dispatchEvent(new Event('compositionstart'))
  }

  /** The syllable that is being composed is now this one. */
  compose(text: string): void {
    const before = this.#composed
    this.#composed = text.length
    this.#replace(this.selectionEnd - before, this.selectionEnd, text)
  }

  endComposing(): void {
    this.#composed = 0
    this.dispatchEvent(new Event('compositionend'))
  }

  press(key: string, more: { shiftKey?: boolean } = {}): void {
    this.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...more }))
  }

  #replace(from: number, until: number, text: string): void {
    this.#value = this.#value.slice(0, from) + text + this.#value.slice(until)
    this.setSelectionRange(from + text.length, from + text.length)
    this.dispatchEvent(new Event('input'))
  }
}

export interface Writer { field: TextField; text: Y.Text; doc: Y.Doc; inbox: Uint8Array[]; hear: () => void; unbind: () => void }

/** Two people with one text; what each writes waits until the other hears it. */
export function twoWriters(before = ''): [Writer, Writer] {
  const first = new Y.Doc()
  first.getText('summary').insert(0, before)
  const [one, two] = [1, 2].map((clientID): Writer => {
    const doc = new Y.Doc()
    doc.clientID = 100 + clientID
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first))
    const text = doc.getText('summary')
    const field = new TextField()
    const inbox: Uint8Array[] = []
    return { field, text, doc, inbox, unbind: bindText(field, text), hear: () => { for (const update of inbox.splice(0)) Y.applyUpdate(doc, update, 'server') } }
  })
  if (!one || !two) throw new Error('Two')
  one.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'server') two.inbox.push(update) })
  two.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'server') one.inbox.push(update) })
  return [one, two]
}
