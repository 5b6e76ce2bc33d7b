import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'

interface Refused { intent: string; values: Record<string, string | string[]> }
const isRefused = (reply: unknown): reply is Refused => typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === 'recallFile'

/** Takes back a file, or all pictures of a study, that was sent by mistake. Posted to its own page, or to `action`. */
export function RecallFile({ which, name, study = false, action }: { which: string; name: string; study?: boolean; action?: string }) {
  const { t } = useTranslation()
  const reply = useActionData<unknown>()
  const mine = isRefused(reply) && reply.values.which === which
  return (
    <div className="recall">
      <Dialog title={t('files:recall.title')} trigger={study ? t('files:recall.study') : t('files:recall.open')} kind="bare" open={mine}>
        <p><b>{name}</b></p>
        <p>{t('files:recall.text')}</p>
        <Form intent="recallFile" reply={mine ? reply : undefined} className="mt-3" {...(action && { action })}>
          <input type="hidden" name="which" value={which} />
          <TextArea name="reason" rows={3} label={t('files:recall.reason')} />
          <Button kind="stop">{study ? t('files:recall.study') : t('files:recall.do')}</Button>
        </Form>
      </Dialog>
    </div>
  )
}
