import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'
import { failed } from './reply-of'

/** By those who lead the conference: what its members read while they wait, and above the room. */
export function MessageForm({ message, reply }: { message: string; reply: unknown }) {
  const { t } = useTranslation()
  // Another one when it was sent: closed again.
  return (
    <Dialog key={message} title={t('rooms:wayIn.messageTitle')} trigger={t(message ? 'rooms:wayIn.messageChange' : 'rooms:wayIn.messageSet')} open={failed(reply, 'setMessage')}>
      <Form intent="setMessage" reply={reply} preventScrollReset>
        <TextArea name="message" label={t('rooms:wayIn.messageLabel')} hint={t('rooms:wayIn.messageHint')} optional maxLength={500} rows={3} defaultValue={message} />
        <div className="btns"><Button kind="go">{t('rooms:wayIn.messageGo')}</Button></div>
      </Form>
    </Dialog>
  )
}
