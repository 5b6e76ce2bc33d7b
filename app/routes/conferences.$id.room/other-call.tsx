import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Call } from '~/sockets/call'
import { endCall, useCurrentCall } from '~/sockets/current-call'

/** The room this person is still in, where it is not this one. */
export function useOtherCall(conferenceId: string): Call | null {
  const held = useCurrentCall()
  return held && !held.over && held.facts.conferenceId !== conferenceId ? held : null
}

/** Before a second room: stay in the first one, or leave it. */
export function OtherCall({ other }: { other: Call }) {
  const { t } = useTranslation()
  const { conferenceId, codes } = other.facts
  return (
    <main className="page" id="main">
      <h1>{t('rooms:otherCall.title')}</h1>
      <p>{t('rooms:otherCall.words', { codes: codes.join(', ') })}</p>
      <div className="btns">
        <Link className="btn go" to={`/conferences/${conferenceId}/room`} prefetch="none">{t('rooms:otherCall.back')}</Link>
        <button type="button" className="btn" onClick={endCall}>{t('rooms:otherCall.leave')}</button>
      </div>
    </main>
  )
}
