import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { FileList as Listed } from '~/domain/consults/file-list.server'
import type { DraftFile } from '~/domain/consults/queries.server'
import { useRootData } from '~/ui/root-data'
import { UploadQueue, type QueueView } from './upload-queue'

const nothing: QueueView = { files: [], total: 0, done: 0 }
const queues = new Map<string, UploadQueue>()
const never = () => () => undefined

/** The queue of one address, made when it is first needed and kept while the browser's page lives. */
export function queueFor(announceUrl: string, headers: Record<string, string>, fields: Record<string, string>): UploadQueue {
  const known = queues.get(announceUrl)
  if (known) return known
  const made = new UploadQueue({ announceUrl, headers, fields, sent: () => window.dispatchEvent(new Event(`sent:${announceUrl}`)) })
  queues.set(announceUrl, made)
  return made
}

export function useQueueView(queue: UploadQueue | null): QueueView {
  return useSyncExternalStore(queue?.subscribe ?? never, queue?.view ?? (() => nothing), () => nothing)
}

/**
 * Files of a consult, those on their way included: asked for again whenever the consult changes, without touching what is being
 * typed on the page.
 */
export function useFileList(consultId: string, saved: DraftFile[]) {
  const { viewer } = useRootData()
  const url = `/consults/${consultId}/files`
  const [list, is] = useState<Listed>({ files: saved, studies: [], uploads: [] })
  const [queue, has] = useState<UploadQueue | null>(null)
  const view = useQueueView(queue)
  const look = useCallback(async () => {
    try {
      const response = await fetch(url, { headers: { Accept: 'application/json' } })
      if (response.ok) is((await response.json()) as Listed)
    } catch {
      // The line is away; the next change looks again.
    }
  }, [url])
  const membershipId = viewer?.membershipId ?? ''
  useEffect(() => {
    has(queueFor(url, {}, { membershipId }))
    void look()
    let stop = () => undefined as void
    let ended = false
    void import('~/sockets/watch').then(({ watch }) => {
      if (!ended) stop = watch([`consult:${consultId}`], () => void look(), () => false, true)
    }, () => undefined)
    const sent = () => void look()
    window.addEventListener(`sent:${url}`, sent)
    return () => {
      ended = true
      stop()
      window.removeEventListener(`sent:${url}`, sent)
    }
  }, [consultId, url, membershipId, look])
  return { list, look, queue, view, url, membershipId }
}
