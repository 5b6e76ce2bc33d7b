import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Note } from '~/ui/note'
import type { RecordView } from './view.server'

interface Arrived { version: number; at: string; text: string; questions: string[]; clinical: string[]; files: number }

/**
 * Supplements that came in while somebody writes. Asked for apart from the page: fetching the page again could lead away from it, and
 * the text with it.
 */
function useArrived(consultId: string, from: number): Arrived[] {
  const [arrived, arrive] = useState<Arrived[]>([])
  useEffect(() => {
    let stop = () => undefined as void
    let ended = false
    const ask = () => void fetch(`/consults/${consultId}/versions?since=${from}`, { headers: { Accept: 'application/json' } })
      .then((response) => (response.ok ? response.json() as Promise<{ supplements: Arrived[] }> : null))
      .then((found) => { if (found && !ended) arrive(found.supplements) }, () => undefined)
    // At once as well: a confirmation was refused for it, or the line was dead when it came.
    ask()
    void import('~/sockets/watch').then(({ listenTo }) => { if (!ended) stop = listenTo([`consult:${consultId}`], ask) }, () => undefined)
    return () => {
      ended = true
      stop()
    }
  }, [consultId, from])
  return arrived
}

/**
 * For whoever is writing an answer: carries the request version before their eyes as the field `requestVersion`, and tells when a
 * supplement has come in since. It goes on to the new version only once the writer says that it was read.
 */
export function NewSupplement({ view: { id, requestVersion } }: { view: Pick<RecordView, 'id' | 'requestVersion'> }) {
  const { t } = useTranslation()
  const { revalidate } = useRevalidator()
  const [read, see] = useState(requestVersion)
  const seen = Math.max(read, requestVersion)
  const arrived = useArrived(id, requestVersion).filter(({ version }) => version > seen)
  const words = ({ clinical, questions, files }: Arrived): string[] => [
    ...(clinical.length > 0 ? [t('record:request.fields', { fields: clinical.map((name) => t(`consults:clinical.${name}`)).join(', ') })] : []),
    ...(questions.length > 0 ? [t('record:request.questions', { count: questions.length })] : []), ...(files > 0 ? [t('record:request.files', { count: files })] : []),
  ]
  // Its questions join the form; what is written stays in the fields.
  const goOn = (version: number) => {
    see(version)
    revalidate()
  }
  return (
    <>
      <input type="hidden" name="requestVersion" value={seen} readOnly />
      <div role="status">
        {arrived.map((one) => (
          <Note tone="soon" key={one.version} title={t('record:answer.supplemented', { version: one.version, time: formatTime(one.at) })}>
            <p>{t('record:answer.supplementedText')}</p>
            {one.text ? <p className="told">{one.text}</p> : null}
            {words(one).length > 0 ? <p>{words(one).join('; ')}</p> : null}
          </Note>
        ))}
        {arrived.length > 0 ? (
          <div className="btns">
            <a className="btn" href={`/consults/${id}#tom-tat`} target="_blank" rel="noreferrer">{t('record:answer.supplementOpen')}</a>
            <Button type="button" onClick={() => goOn(Math.max(...arrived.map(({ version }) => version)))}>{t('record:answer.supplementRead')}</Button>
          </div>
        ) : null}
      </div>
    </>
  )
}
