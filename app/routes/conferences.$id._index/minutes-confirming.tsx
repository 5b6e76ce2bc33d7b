import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { formatDateTime } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { TextArea } from '~/ui/text-area'
import { TimeText } from '~/ui/time-text'
import { asked } from './asked'
import { NameHolder } from './name-holder'

interface Props { page: ConferencePage; minutes: MinutesView; reply: unknown }

/** Who has confirmed and whose turn it is; confirming by somebody who reads only; the next version. */
export function Confirming({ page, minutes, reply }: Props) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:minutes.confirming')} id="xac-nhan">
      <Confirmed minutes={minutes} />
      <NameHolder page={page} reply={reply} />
      {page.may.confirm && !page.may.writeMinutes ? (
        <Form intent="confirm" reply={reply}>
          <input type="hidden" name="itemId" value={page.itemId} />
          <input type="hidden" name="draftVersion" value={minutes.draftVersion} />
          <p className="hint mt-4">{t(`schedule:minutes.confirmHint.${page.may.confirm}`)}</p>
          <Field name="password" type="password" label={t('schedule:minutes.password')} autoComplete="current-password" />
          <div className="btns mt-4"><Button kind="go">{t(`schedule:minutes.confirm.${page.may.confirm}`)}</Button></div>
        </Form>
      ) : null}
      {minutes.earlier.length > 0 ? <p className="meta">{t('schedule:minutes.earlier', { versions: minutes.earlier.map(({ version, at }) => `${version}${at ? ` (${formatDateTime(at)})` : ''}`).join(', ') })}</p> : null}
      {page.may.correctMinutes ? (
        <Dialog title={t('schedule:minutes.correct')} trigger={t('schedule:minutes.correct')} open={asked(reply, 'correct')}>
          <Form intent="correct" reply={reply}>
            <input type="hidden" name="itemId" value={page.itemId} />
            <p>{t('schedule:minutes.correctWords')}</p>
            <TextArea name="reason" label={t('schedule:minutes.correctReason')} maxLength={1_000} />
            <div className="btns"><Button kind="go">{t('schedule:minutes.correctGo')}</Button></div>
          </Form>
        </Dialog>
      ) : null}
    </Section>
  )
}

function Confirmed({ minutes }: Pick<Props, 'minutes'>) {
  const { t } = useTranslation()
  const name = (person: { title: string; fullName: string } | null) => (person ? nameWithTitle(person) : '')
  return (
    <ol className="leading-8">
      {minutes.order.map(({ role, person }) => {
        const given = minutes.confirmations.find((one) => one.role === role)
        const words = given ? (given.method === 'paper' ? 'signed' : 'confirmed') : 'waits'
        return (
          <li key={role}>
            <Chip tone={given ? 'done' : 'rest'} icon={given ? 'done' : 'rest'}>{t(`schedule:minutes.${words}.${role}`)}</Chip> {name(given?.person ?? person)} {given ? <TimeText at={given.at} /> : null}
          </li>
        )
      })}
      {minutes.named.map(({ role, former, by, at, reason }) => <li key={`${role}${at}`}>{t(`schedule:minutes.named.${role}`, { name: name(by), former: name(former), time: formatDateTime(at), reason })}</li>)}
    </ol>
  )
}
