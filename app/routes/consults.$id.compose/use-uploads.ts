import { useEffect, useReducer, useRef } from 'react'
import type { DraftFile } from '~/domain/consults/queries.server'
import type { Complaint } from '~/platform/http/form'
import { useRootData } from '~/ui/root-data'
import { takeAway, upload } from './upload'

/** A file on its way. The command id stays the same while it is tried again, so that a lost answer does not add it twice. */
export interface Upload { key: string; file: File; state: 'waiting' | 'sending' | 'lost' | 'signedOut' | 'refused'; percent: number; problems: Complaint[] }

interface State { files: DraftFile[]; uploads: Upload[]; stuck: string | null }
type Change =
  | { kind: 'chosen'; uploads: Upload[] }
  | { kind: 'is'; key: string; now: Partial<Upload> }
  | { kind: 'taken'; key: string; files: DraftFile[] }
  | { kind: 'dismissed'; key: string }
  | { kind: 'removed'; id: string }
  | { kind: 'stuck'; id: string }

const largest = 20 * 1024 * 1024

function after(state: State, change: Change): State {
  switch (change.kind) {
    case 'chosen': return { ...state, uploads: [...state.uploads, ...change.uploads] }
    case 'is': return { ...state, uploads: state.uploads.map((one) => (one.key === change.key ? { ...one, ...change.now } : one)) }
    case 'taken': return { ...state, files: [...state.files, ...change.files.filter(({ id }) => !state.files.some((file) => file.id === id))], uploads: state.uploads.filter(({ key }) => key !== change.key) }
    case 'dismissed': return { ...state, uploads: state.uploads.filter(({ key }) => key !== change.key) }
    case 'removed': return { ...state, stuck: null, files: state.files.filter(({ id }) => id !== change.id) }
    case 'stuck': return { ...state, stuck: change.id }
    default: return change satisfies never
  }
}

const keyOf = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
const chosenFile = (file: File): Upload => {
  const tooLarge = file.size > largest
  return { key: keyOf(), file, percent: 0, state: tooLarge ? 'refused' : 'waiting', problems: tooLarge ? [{ key: 'compose:files.tooLarge', params: {} }] : [] }
}

/** Files of a draft with JavaScript: one upload at a time; what was lost goes on when the line or the sign-in is back. */
export function useUploads(url: string, saved: DraftFile[]) {
  const { viewer } = useRootData()
  const [state, change] = useReducer(after, { files: saved, uploads: [], stuck: null })
  const busy = useRef(false)
  const fields = { membershipId: viewer?.membershipId ?? '' }
  const next = state.uploads.find((one) => one.state === 'waiting')

  useEffect(() => {
    if (!next || busy.current) return
    busy.current = true
    const { key, file } = next
    change({ kind: 'is', key, now: { state: 'sending', percent: 0 } })
    void upload(url, { file, fields: { ...fields, commandId: key } }, (percent) => change({ kind: 'is', key, now: { percent } })).then((outcome) => {
      busy.current = false
      if (outcome.kind === 'taken') change({ kind: 'taken', key, files: outcome.files })
      else change({ kind: 'is', key, now: { state: outcome.kind, problems: outcome.kind === 'refused' ? outcome.problems : [] } })
    })
  })

  const retry = () => {
    for (const { key, state: now } of state.uploads) if (now === 'lost' || now === 'signedOut') change({ kind: 'is', key, now: { state: 'waiting' } })
  }
  useEffect(() => {
    window.addEventListener('online', retry)
    window.addEventListener('signed-in', retry)
    return () => {
      window.removeEventListener('online', retry)
      window.removeEventListener('signed-in', retry)
    }
  })

  return {
    ...state, retry,
    choose: (files: File[]) => change({ kind: 'chosen', uploads: files.map(chosenFile) }),
    dismiss: (key: string) => change({ kind: 'dismissed', key }),
    remove: async (id: string) => change({ kind: (await takeAway(`${url}/${id}`, fields)) ? 'removed' : 'stuck', id }),
  }
}
