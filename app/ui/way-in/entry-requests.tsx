import { useTranslation } from 'react-i18next'
import type { WaitingLine } from '~/domain/rooms/way-in.server'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'
import { TimeText } from '~/ui/time-text'
import { failed, replyOf } from './reply-of'

/** Who asks to be let in: each by itself, or all at once. */
export function EntryRequests({ waiting, reply }: { waiting: readonly WaitingLine[]; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <div className="entries">
      <ul>
        {waiting.map(({ id, at, name, hospital, note }) => {
          const mine = replyOf(reply, 'requestId', id)
          return (
            <li key={id}>
              <p><b>{name}</b> <span className="meta">{hospital}, <TimeText at={at} form="time" /></span></p>
              {note ? <p className="said">{note}</p> : null}
              <div className="btns">
                <Form intent="admit" reply={mine} preventScrollReset>
                  <input type="hidden" name="requestId" value={id} />
                  <Button kind="go" aria-label={t('rooms:wayIn.admitOf', { name })}>{t('rooms:wayIn.admit')}</Button>
                </Form>
                <Dialog title={t('rooms:wayIn.refuseTitle', { name })} trigger={t('rooms:wayIn.refuse')} open={failed(mine, 'refuseEntry')}>
                  <Form intent="refuseEntry" reply={mine} preventScrollReset>
                    <input type="hidden" name="requestId" value={id} />
                    <TextArea name="reason" label={t('rooms:wayIn.reason')} maxLength={500} rows={3} />
                    <div className="btns"><Button kind="stop">{t('rooms:wayIn.refuseGo')}</Button></div>
                  </Form>
                </Dialog>
              </div>
            </li>
          )
        })}
      </ul>
      {waiting.length > 1 ? <Form intent="admitAll" reply={reply} preventScrollReset><Button>{t('rooms:wayIn.admitAll', { count: waiting.length })}</Button></Form> : null}
    </div>
  )
}
