import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { TimeText } from '~/ui/time-text'
import type { loader } from '../account_.reach'
import type { ReachView } from './choices'
import { usePush } from './use-push'

type BrowserView = SerializeFrom<typeof loader>['browsers'][number]

/** What else reaches this person while this browser cannot be woken. */
function OtherWays({ reach }: { reach: ReachView }) {
  const { t } = useTranslation()
  const ways = (['page', ...(reach.sendsSms && reach.telephone ? ['sms' as const] : []), ...(reach.sendsMail && reach.email ? ['mail' as const] : [])] as const)
  return <p>{ways.length > 1 ? t('reach:browser.stillReached', { ways: ways.map((way) => t(`reach:browser.way.${way}`)).join(', ') }) : t('reach:browser.onlyPage')}</p>
}

/** The browsers that may be woken; this one can be turned on, each can be turned off. */
export function Browsers({ reach, browsers, reply }: { reach: ReachView; browsers: BrowserView[]; reply: unknown }) {
  const { t } = useTranslation()
  const { state, endpoint, trouble, working, enable } = usePush(reach.key)
  const here = browsers.some((browser) => browser.endpoint === endpoint)
  const obstacle = trouble ?? (state === 'off' || state === 'on' ? null : state)
  const nameOf = ({ browser, system }: BrowserView['device']) => [browser, system].filter(Boolean).join(', ') || t('reach:browser.unknown')
  return (
    <Section title={t('reach:browser.title')} note={t('reach:browser.note')} id="browsers">
      <div className="py-2" role="status">
        {obstacle ? <Note tone="soon" title={t(`reach:browser.${obstacle}`)}><OtherWays reach={reach} /></Note> : null}
        {!obstacle && state !== null ? <p>{t(here ? 'reach:browser.on' : 'reach:browser.off')}</p> : null}
      </div>
      {!here && (state === 'off' || state === 'on') ? <p><Button type="button" kind="go" onClick={enable}>{t(working ? 'reach:browser.working' : 'reach:browser.enable')}</Button></p> : null}
      <noscript><p>{t('reach:browser.noScript')}</p></noscript>
      {browsers.length === 0 ? <p className="meta py-2">{t('reach:browser.none')}</p> : (
        <Register className="mt-4">
          {browsers.map((browser) => (
            <Row key={browser.id} margin={<TimeText at={browser.createdAt} />}>
              <h3>{nameOf(browser.device)}</h3>
              <p className="meta">{t('reach:browser.since', { at: formatDateTime(browser.createdAt) })}</p>
              {browser.failedAt ? <p className="meta">{t('reach:browser.failing', { at: formatDateTime(browser.failedAt) })}</p> : null}
              {browser.endpoint === endpoint ? <Chip tone="live" icon="live">{t('reach:browser.here')}</Chip> : null}
              <Form intent="forget" reply={reply} className="mt-2"><input type="hidden" name="subscriptionId" value={browser.id} /><Button>{t('reach:browser.forget')}</Button></Form>
            </Row>
          ))}
        </Register>
      )}
    </Section>
  )
}
