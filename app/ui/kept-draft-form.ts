import type { Difference, Fields } from './kept-draft'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isControl = (element: unknown): element is Control => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement

/** What somebody wrote or chose in a form: no password, no file, nothing that stands in it unseen. */
export function fieldsIn(form: HTMLFormElement): Fields {
  const body = new FormData(form)
  const names = [...new Set(body.keys())].filter((name) => controlsOf(form, name).length > 0)
  return Object.fromEntries(names.map((name) => [name, body.getAll(name).filter((value): value is string => typeof value === 'string')]).filter(([, values]) => (values?.length ?? 0) > 0))
}

export const isEmpty = (fields: Fields): boolean => Object.values(fields).flat().every((value) => value.trim() === '')

/** Has somebody typed or chosen here since the page came? Also before this script did. */
export const isChanged = (form: HTMLFormElement): boolean =>
  [...form.elements].filter(isControl).some((control) => control.name !== '' && !(control instanceof HTMLSelectElement) && !['hidden', 'file', 'password', 'submit'].includes(control.type) &&
    (isTick(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue))

/** The command the form would be sent under: intent and id, as the server keeps it. */
export function commandOf(form: HTMLFormElement, submitter: HTMLElement | null): string | null {
  const body = new FormData(form)
  const intent = submitter instanceof HTMLButtonElement && submitter.name === 'intent' ? submitter.value : body.get('intent')
  const id = body.get('commandId')
  return typeof intent === 'string' && typeof id === 'string' && id !== '' ? `${intent}:${id}` : null
}

const controlsOf = (form: HTMLFormElement, name: string): Control[] =>
  [...form.elements].filter(isControl).filter((control) => control.name === name && !(control instanceof HTMLInputElement && ['hidden', 'file', 'password', 'submit'].includes(control.type)))

const isTick = (control: Control): control is HTMLInputElement => control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type)
const isText = (control: Control): boolean => !isTick(control) && !(control instanceof HTMLSelectElement)

/** Is the field a choice rather than a text? */
export const isChoice = (form: HTMLFormElement, name: string): boolean => controlsOf(form, name).some((control) => !isText(control))

const lettersOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

/** What the page calls a field. */
export function labelOf(form: HTMLFormElement, name: string): string {
  const [first] = controlsOf(form, name)
  if (!first) return ''
  return lettersOf(isTick(first) ? first.closest('fieldset')?.querySelector('legend') ?? first.labels?.[0] : first.labels?.[0])
}

/** A value as the page says it: the words of a choice, a text as it is. */
export function wordsFor(form: HTMLFormElement, name: string, value: string): string {
  const control = controlsOf(form, name).find((one) => !isTick(one) || one.value === value)
  if (control instanceof HTMLSelectElement) return lettersOf([...control.options].find((option) => option.value === value)) || value
  return control && isTick(control) ? lettersOf(control.labels?.[0]) || value : value
}

/** React follows a field only when its own setter was passed by. */
function write(control: Control, value: string): void {
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : control instanceof HTMLSelectElement ? HTMLSelectElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Puts the merged texts into the form, as if they had been typed. What has no field of its own any more joins the last one of its name. */
export function fill(form: HTMLFormElement, differences: readonly Difference[]): void {
  for (const { name, merged } of differences) {
    const controls = controlsOf(form, name)
    for (const control of controls.filter(isTick)) if (control.checked !== merged.includes(control.value)) control.click()
    const texts = controls.filter((control) => !isTick(control))
    texts.forEach((control, index) => {
      const value = index === texts.length - 1 ? merged.slice(index).join('\n') : merged[index] ?? ''
      if (control.value !== value) write(control, value)
    })
  }
}
