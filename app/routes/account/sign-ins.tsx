import { useTranslation } from 'react-i18next'
import type { Device } from '~/domain/people/device'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Form } from '~/ui/form'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { TimeText } from '~/ui/time-text'

export interface SignInLine { handle: string; here: boolean; device: Device; address: string; createdAt: string; lastSeenAt: string }

function useDeviceWords() {
  const { t } = useTranslation()
  return (device: Device) => t(`people:account.${!device.browser ? 'unknownDevice' : device.system ? 'device' : 'browserOnly'}`, { ...device })
}

/** One's own sign-ins; any but the one at hand can be ended from here. */
export function SignIns({ signIns, reply }: { signIns: SignInLine[]; reply: unknown }) {
  const { t } = useTranslation()
  const words = useDeviceWords()
  return (
    <Section title={t('people:account.signIns')} note={t('people:account.signInsNote', { count: signIns.length })} id="sign-ins">
      <p className="meta py-2">{t('people:account.endHint')}</p>
      <Register>
        {signIns.map(({ handle, here, device, address, createdAt, lastSeenAt }) => (
          <Row key={handle} margin={<><small className="block">{t('people:account.seen')}</small><TimeText at={lastSeenAt} /></>}>
            <h3>{words(device)}</h3>
            <p className="meta">{t('people:account.since', { at: formatDateTime(createdAt), address })}</p>
            {here
              ? <Chip tone="live" icon="live">{t('people:account.here')}</Chip>
              : <Form intent="endSignIn" reply={reply} className="mt-2"><input type="hidden" name="handle" value={handle} /><Button>{t('people:account.end')}</Button></Form>}
          </Row>
        ))}
      </Register>
      {signIns.length > 1
        ? <Form intent="endOthers" reply={reply} className="mt-4"><p><Button kind="stop">{t('people:account.endOthers')}</Button></p></Form>
        : <p className="meta py-2">{t('people:account.noOthers')}</p>}
    </Section>
  )
}
