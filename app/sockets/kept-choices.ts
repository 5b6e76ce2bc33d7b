import { useSyncExternalStore } from 'react'
import { Listeners } from './listeners'

/** How somebody came in last, and with which devices: kept in this browser, not with the person. */
export interface MediaChoice { mic: boolean; camera: boolean; microphoneId: string | null; cameraId: string | null }

const choiceKey = 'chi-em.media'
const savingKey = 'chi-em.saving'
const enterKey = 'chi-em.enter'
const first: MediaChoice = { mic: true, camera: false, microphoneId: null, cameraId: null }

// A browser may keep nothing at all (private windows, full disks); then each visit is the first.
function read(store: () => Storage, key: string): string | null {
  try {
    return store().getItem(key)
  } catch {
    return null
  }
}
function write(store: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) store().removeItem(key)
    else store().setItem(key, value)
  } catch {
    // Kept for this page only.
  }
}
const browser = () => localStorage
const tab = () => sessionStorage

export function keptChoice(): MediaChoice & { kept: boolean } {
  const words = new URLSearchParams(read(browser, choiceKey) ?? '')
  if (!words.has('mic')) return { ...first, kept: false }
  return { mic: words.get('mic') === '1', camera: words.get('camera') === '1', microphoneId: words.get('microphone'), cameraId: words.get('cameraDevice'), kept: true }
}

export function keepChoice({ mic, camera, microphoneId, cameraId }: MediaChoice): void {
  const words = new URLSearchParams({ mic: mic ? '1' : '0', camera: camera ? '1' : '0' })
  if (microphoneId) words.set('microphone', microphoneId)
  if (cameraId) words.set('cameraDevice', cameraId)
  write(browser, choiceKey, words.toString())
}

/** The device check leads straight into sound and picture; another way into the room asks first. */
export const leadIn = (conferenceId: string): void => write(tab, enterKey, conferenceId)

/** Was this page led in? Once only. */
export function ledIn(conferenceId: string): boolean {
  const led = read(tab, enterKey) === conferenceId
  if (led) write(tab, enterKey, null)
  return led
}

let saving: boolean | undefined
const changes = new Listeners()
export const isSaving = (): boolean => (saving ??= read(browser, savingKey) === '1')
export const onSaving = changes.subscribe

/** "Tiết kiệm dữ liệu", kept in this browser; off where nothing was kept and on the server. */
export function useSaving(): [saving: boolean, save: (on: boolean) => void] {
  const on = useSyncExternalStore(onSaving, isSaving, () => false)
  return [on, keepSaving]
}

function keepSaving(on: boolean): void {
  saving = on
  write(browser, savingKey, on ? '1' : null)
  changes.tell()
}
