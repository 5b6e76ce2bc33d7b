import { useTranslation } from 'react-i18next'
import { confirmers } from '~/domain/hospitals/confirming-order'
import type { Setting } from '~/domain/hospitals/settings'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

/** Who confirms the minutes of conferences that this hospital runs, in which order; each button is one step. */
export function ConfirmingForm({ order, reply }: { order: Setting<'minutes'>['confirming']; reply: unknown }) {
  const { t } = useTranslation()
  const step = (way: string, role: string, hidden = false) => hidden ? null : (
    <Button kind="bare" name="step" value={`${way}:${role}`} aria-label={t(`settings:confirming.${way}Of`, { role: t(`settings:confirming.role.${role}`) })}>{t(`settings:confirming.${way}`)}</Button>
  )
  return (
    <Section title={t('settings:confirming.title')} id="confirming">
      <p className="hint">{t('settings:confirming.text')}</p>
      <Form intent="confirming" reply={reply} className="setting-form">
        {order.map((role) => <input key={role} type="hidden" name="order" value={role} />)}
        <ol className="confirming-order">
          {order.map((role, index) => (
            <li key={role}><b>{t(`settings:confirming.role.${role}`)}</b> {step('up', role, index === 0)} {step('down', role, index === order.length - 1)} {step('out', role, order.length === 1)}</li>
          ))}
        </ol>
        {confirmers.filter((role) => !order.includes(role)).map((role) => <p key={role}>{t(`settings:confirming.role.${role}`)} {step('in', role)}</p>)}
      </Form>
    </Section>
  )
}
