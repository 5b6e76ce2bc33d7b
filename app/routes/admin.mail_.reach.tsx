import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listDeliveries } from '~/domain/notifications/delivery-list.server'
import { requireActor } from '~/domain/people/session.server'
import { formatDateTime } from '~/platform/dates'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Chip, type Tone } from '~/ui/chip'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Shell } from '~/ui/shell'
import { TimeText } from '~/ui/time-text'

export const handle = { i18n: ['reach', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const { searchParams } = new URL(request.url)
  const t = translate(await languageOf(request))
  const all = searchParams.get('all') === '1'
  return { title: pageTitle(t, t('reach:admin.title')), all, ...(await listDeliveries(actor, { all, cursor: searchParams.get('before') })) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

const tones: Record<string, Tone> = { failed: 'late', uncertain: 'soon', waiting: 'wait', held: 'wait', sent: 'done' }

/** What became of each message, for whoever runs the server: first what did not go out, or what nobody knows of. */
export default function Deliveries() {
  const { t } = useTranslation()
  const { all, deliveries, next, sendsSms } = useLoaderData<typeof loader>()
  const older = new URLSearchParams({ ...(all && { all: '1' }), before: next ?? '' })
  return (
    <Shell>
      <p><Link to="/admin/mail" prefetch="none">{t('reach:admin.back')}</Link></p>
      <h1>{t('reach:admin.title')}</h1>
      <p className="meta mb-4">{t('reach:admin.note')}</p>
      {sendsSms ? null : <div className="mb-4"><Note tone="soon">{t('reach:admin.kept')}</Note></div>}
      <p className="mb-4 flex gap-4">
        <Link to="/admin/mail/reach" prefetch="none" aria-current={all ? undefined : 'page'}>{t('reach:admin.troubles')}</Link>
        <Link to="/admin/mail/reach?all=1" prefetch="none" aria-current={all ? 'page' : undefined}>{t('reach:admin.all')}</Link>
      </p>
      {deliveries.length === 0 ? <p>{t('reach:admin.none')}</p> : null}
      <Register>
        {deliveries.map(({ id, at, channel, state, until, sentAt, failure, name, code, level }) => (
          <Row key={id} margin={<TimeText at={at} />}>
            <p>{t('reach:admin.to', { name, channel: t(`reach:admin.channel.${channel}`) })}</p>
            <p className="meta">{[code, level ? t(`consults:level.${level}`) : ''].filter(Boolean).join(', ')} <Chip tone={tones[state] ?? 'rest'} icon={tones[state] ?? 'rest'}>{t(`reach:admin.state.${state}`, { at: formatDateTime(state === 'held' ? until : (sentAt ?? at)), failure })}</Chip></p>
          </Row>
        ))}
      </Register>
      {next ? <p className="mt-4"><Link to={`?${older}`} prefetch="none">{t('reach:admin.older')}</Link></p> : null}
    </Shell>
  )
}
