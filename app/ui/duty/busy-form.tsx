import { useTranslation } from 'react-i18next'
import { formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'

const quarter = 15 * 60_000
/** In an hour, on the quarter: most operations last longer, and saying so again is one tap. */
const inAnHour = (now: string): string => formatTime(new Date(Math.ceil((Date.parse(now) + 4 * quarter) / quarter) * quarter))

/** "Bận mổ đến 11:30" in one tap, and its end. `back` is the page to come back to. */
export function BusyForm({ now, busyUntil, reply, back }: { now: string; busyUntil: string | null; reply?: unknown; back?: 'today' }) {
  const { t } = useTranslation()
  const action = back ? `/duty?index&back=${back}` : '/duty?index'
  if (busyUntil)
    return (
      <Form intent="endBusy" action={action} reply={reply} className="busy" preventScrollReset>
        <p>{t('duty:youAreBusy', { time: formatTime(busyUntil) })}</p>
        <Button kind="go">{t('duty:endBusy')}</Button>
      </Form>
    )
  return (
    <Form intent="sayBusy" action={action} reply={reply} className="busy" preventScrollReset>
      <Field type="time" name="until" label={t('duty:busyLabel')} defaultValue={inAnHour(now)} width="short" />
      <Button>{t('duty:sayBusy')}</Button>
    </Form>
  )
}
