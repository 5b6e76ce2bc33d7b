import { useTranslation } from 'react-i18next'
import type { GuestPage } from '~/domain/rooms/way-in.server'
import { formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { TextArea } from '~/ui/text-area'

/** Somebody of a hospital that takes part, who was not invited: asks, waits, and hears the answer here. */
export function Guest({ page, reply }: { page: GuestPage; reply: unknown }) {
  const { t } = useTranslation()
  const { request, ahead, left, againAt } = page
  const waits = request !== null && request.outcome === null
  if (!ahead) return <div className="mt-4"><Note tone="rest">{t('rooms:wayIn.over')}</Note></div>
  return (
    <div className="mt-4 max-w-text" role="status">
      {waits ? <Note tone="wait" title={t('rooms:wayIn.asked', { at: formatTime(request.at) })}>{t('rooms:wayIn.askedWords')}</Note> : null}
      {request?.outcome === 'refused' ? (
        <Note tone="late" title={t('rooms:wayIn.refused')}>{request.reason} {left > 0 && againAt ? t('rooms:wayIn.againAt', { at: formatTime(againAt) }) : null}{left > 0 ? null : t('rooms:wayIn.noneLeft')}</Note>
      ) : null}
      {waits || left <= 0 ? null : (
        <>
          <p className="mt-4">{t('rooms:wayIn.guest')}</p>
          <p className="meta">{t('rooms:wayIn.rights')}</p>
          <Form intent="ask" reply={reply}>
            <TextArea name="note" label={t('rooms:wayIn.note')} optional maxLength={500} rows={3} />
            <div className="btns"><Button kind="go">{t(request ? 'rooms:wayIn.askAgain' : 'rooms:wayIn.ask')}</Button></div>
          </Form>
        </>
      )}
    </div>
  )
}
