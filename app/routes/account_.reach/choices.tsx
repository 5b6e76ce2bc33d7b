import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Check } from '~/ui/check'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import type { loader } from '../account_.reach'

export type ReachView = SerializeFrom<typeof loader>['reach']

const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Channels and quiet hours; each channel says where it leads, or why it leads nowhere. */
export function Choices({ reach, browsers, reply }: { reach: ReachView; browsers: number; reply: unknown }) {
  const { t } = useTranslation()
  const { choice, telephone, email, sendsSms, sendsMail } = reach
  const hints = {
    push: browsers > 0 ? t('reach:channels.pushHint', { count: browsers }) : t('reach:channels.pushNone'),
    sms: !sendsSms ? t('reach:channels.noGateway') : telephone ? t('reach:channels.smsHint', { number: telephone }) : t('reach:channels.noNumber'),
    mail: !email ? t('reach:channels.noAddress') : sendsMail ? t('reach:channels.mailHint', { address: email }) : t('reach:channels.noServer'),
  }
  return (
    <Form intent="choose" reply={reply} preventScrollReset>
      <Section title={t('reach:channels.title')} id="channels">
        {(['push', 'sms', 'mail'] as const).map((channel) => <Check key={channel} name={channel} value="yes" label={t(`reach:channels.${channel}`)} hint={hints[channel]} defaultChecked={choice[channel]} />)}
      </Section>
      <Section title={t('reach:quiet.title')} id="quiet">
        <p className="meta">{t('reach:quiet.note')}</p>
        <div className="flex flex-wrap items-end gap-4 mt-4">
          <Field name="quietFrom" type="time" label={t('reach:quiet.from')} defaultValue={timeOf(choice.quietFrom)} width="short" />
          <Field name="quietUntil" type="time" label={t('reach:quiet.until')} defaultValue={timeOf(choice.quietUntil)} width="short" />
        </div>
        <Check name="digest" value="yes" label={t('reach:quiet.digest')} hint={t('reach:quiet.digestHint')} defaultChecked={choice.digest} />
        <p className="meta py-2">{t('reach:quiet.merge')}</p>
      </Section>
      <p className="mt-4"><Button kind="go">{t('reach:save')}</Button></p>
    </Form>
  )
}
