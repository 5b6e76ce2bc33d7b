import { useTranslation } from 'react-i18next'
import { longest, shortest } from '~/domain/schedule/limits'
import { dayOf, formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'

interface TimeFormProps { intent: 'propose' | 'move'; planned: { startsAt: string; minutes: number; sequence: number }; reply: unknown; open: boolean }

/** Another time with its reason: proposed by whoever was invited, or decided by whoever arranged. */
export function TimeForm({ intent, planned: { startsAt, minutes, sequence }, reply, open }: TimeFormProps) {
  const { t } = useTranslation()
  return (
    <Dialog title={t(`schedule:invitation.${intent}Title`)} trigger={t(`schedule:invitation.${intent}`)} open={open}>
      <Form intent={intent} reply={reply}>
        <input type="hidden" name="sequence" value={sequence} />
        <p>{t(`schedule:invitation.${intent}Words`)}</p>
        <Field name="startsAt" type="datetime-local" label={t('schedule:arrange.startsAt')} hint={t('schedule:invitation.vietnamTime')} defaultValue={`${dayOf(startsAt)}T${formatTime(startsAt)}`} />
        <Field name="minutes" label={t('schedule:arrange.minutes')} hint={t('schedule:arrange.minutesHint', { shortest, longest })} inputMode="numeric" width="short" defaultValue={String(minutes)} />
        <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
        <div className="btns"><Button kind="go">{t(`schedule:invitation.${intent}Go`)}</Button></div>
      </Form>
    </Dialog>
  )
}
