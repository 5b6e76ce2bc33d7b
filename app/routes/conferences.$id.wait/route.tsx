import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { waitPage } from '~/domain/rooms/way-in.server'
import { formatTime, longDate } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { waitingIn } from '~/sockets/waiting.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { RoomSprite } from '~/ui/room-sprite'
import { Shell } from '~/ui/shell'
import stylesheet from '~/ui/way-in/way-in.css?url'
import { wayInDeeds } from './deeds.server'
import { Guest } from './guest'
import { Member } from './member'

export const handle = { i18n: ['rooms', 'schedule'] }
export const links = () => [{ rel: 'stylesheet', href: stylesheet }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const conferenceId = idOf(params.id)
  const page = await waitPage(await requireActor(request), conferenceId)
  const own = `/conferences/${conferenceId}`
  const ready = new URL(request.url).searchParams.has('in')
  if (page.as === 'member') {
    // Through the check, by a click here or let in: nothing more is asked of them when the room opens.
    if (page.state === 'open' && (ready || page.admitted)) throw redirect(`${own}/room`)
    if (page.state !== 'planned' && page.state !== 'open') throw redirect(own)
  }
  const t = translate(await languageOf(request))
  return { page, ready, here: page.as === 'member' ? waitingIn(conferenceId) : [], title: pageTitle(t, t('rooms:wayIn.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), wayInDeeds(idOf(params.id)))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Before the room, for those who are invited and those who ask. */
export default function Wait() {
  const { t } = useTranslation()
  const { page, ready, here } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { conferenceId, host, startsAt, endsAt, title } = page
  useRefresh([`person:${page.me}`, ...(page.as === 'member' ? [`conference:${conferenceId}`, `waiting:${conferenceId}`] : [])])
  return (
    <Shell place="consults">
      <RoomSprite />
      {page.as === 'member' ? <p className="crumb"><Link to={`/conferences/${conferenceId}`} prefetch="none">{t('rooms:wayIn.crumb')}</Link><Icon name="go" small />{t('rooms:wayIn.title')}</p> : null}
      <h1>{t('rooms:wayIn.title')}</h1>
      <div className="mt-4"><Facts items={[
        title ? { term: t('rooms:wayIn.crumb'), detail: <b>{title}</b> } : null,
        { term: t('rooms:wayIn.at'), detail: <span className="inline-block first-letter:uppercase">{longDate(startsAt, t)}, {formatTime(startsAt)}–{formatTime(endsAt)}</span> },
        host ? { term: t('rooms:wayIn.host'), detail: <>{host.name} {host.telephone ? <a className="tel" href={`tel:${host.telephone.replace(/[^+\d]/g, '')}`}>{host.telephone}</a> : null}</> } : null,
      ]} /></div>
      {page.as === 'member' ? <Member page={page} ready={ready} here={here} reply={reply} /> : <Guest page={page} reply={reply} />}
      <noscript><p className="mt-4"><a className="btn" href="">{t('rooms:wayIn.reload')}</a></p></noscript>
    </Shell>
  )
}
