import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { sitesPage } from '~/domain/rooms/way-in.server'
import { idOf } from '~/platform/http/id-of'
import { submit } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Empty } from '~/ui/empty'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { RoomSprite } from '~/ui/room-sprite'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { Roster } from '~/ui/way-in/roster'
import { SiteDeeds, SiteHead } from '~/ui/way-in/site-card'
import stylesheet from '~/ui/way-in/way-in.css?url'
import { siteDeeds } from '../conferences.$id.wait/deeds.server'

export const handle = { i18n: ['rooms', 'schedule'] }
export const links = () => [{ rel: 'stylesheet', href: stylesheet }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await sitesPage(await requireActor(request), idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('rooms:sites.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), siteDeeds(idOf(params.id)))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** The sites of a conference: whether they come, what was tried, and who sits in front of each device. */
export default function Sites() {
  const { t } = useTranslation()
  const { conferenceId, sites, member } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`conference:${conferenceId}`])
  return (
    <Shell place="consults">
      <RoomSprite />
      {member ? <p className="crumb"><Link to={`/conferences/${conferenceId}`} prefetch="none">{t('rooms:wayIn.crumb')}</Link><Icon name="go" small />{t('rooms:sites.title')}</p> : null}
      <h1>{t('rooms:sites.title')}</h1>
      <p>{t('rooms:sites.lead')}</p>
      {sites.length === 0 ? <Empty title={t('rooms:sites.none')} /> : null}
      {sites.map((site) => (
        <Section key={site.id} title={site.name} note={site.hospital} id={site.id}>
          <div className="site-list">
            <SiteHead site={site} />
            <SiteDeeds site={site} conferenceId={conferenceId} reply={reply} />
          </div>
          {site.may.seeRoster ? <section><h3 className="mt-4">{t('rooms:roster.title')}</h3><Roster site={site} reply={reply} /></section> : null}
        </Section>
      ))}
    </Shell>
  )
}
