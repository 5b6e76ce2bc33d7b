import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { checkPage } from '~/domain/rooms/check-page.server'
import { wayInNow } from '~/domain/rooms/way-in.server'
import { idOf } from '~/platform/http/id-of'
import { submit } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { RoomSprite } from '~/ui/room-sprite'
import { Shell } from '~/ui/shell'
import { useHydrated } from '~/ui/use-hydrated'
import { siteDeeds } from '../conferences.$id.wait/deeds.server'
import stylesheet from './check.css?url'
import { CameraTest } from './camera-test'
import { LineTest } from './line-test'
import { MicrophoneTest } from './microphone-test'
import { SiteResults } from './site-results'
import { SpeakerTest } from './speaker-test'
import { useChoice } from './use-choice'
import { WayIn } from './way-in'

export const handle = { i18n: ['rooms', 'schedule'] }
export const links = () => [{ rel: 'stylesheet', href: stylesheet }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await checkPage(await requireActor(request), idOf(params.id))
  // Over: its own page says what came of it.
  if (page.state !== 'planned' && page.state !== 'open') throw redirect(`/conferences/${page.conferenceId}`)
  const t = translate(await languageOf(request))
  const { sites, link } = await wayInNow(await requireActor(request), page.conferenceId)
  return { ...page, sites: sites.filter(({ may }) => may.answer), link, title: pageTitle(t, t('rooms:check.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { checkSite } = siteDeeds(idOf(params.id))
  return submit(request, await requireActor(request), { checkSite })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Microphone, camera, speaker and line before one goes in; nobody has to pass any of it. */
export default function Check() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [search] = useSearchParams()
  const hydrated = useHydrated()
  const [choice, choose] = useChoice()
  useRefresh([`conference:${page.conferenceId}`])
  return (
    <Shell place="consults">
      <RoomSprite />
      <p className="crumb"><Link to={`/conferences/${page.conferenceId}`} prefetch="none">{t('rooms:check.conference')}</Link><Icon name="go" small />{t('rooms:check.title')}</p>
      <h1>{t('rooms:check.title')}</h1>
      <p>{t('rooms:check.lead')}</p>
      {hydrated ? (
        <div className="device-check">
          <MicrophoneTest choice={choice} choose={choose} />
          <CameraTest choice={choice} choose={choose} />
          <SpeakerTest />
          <LineTest conferenceId={page.conferenceId} choose={choose} />
        </div>
      ) : <Note tone="rest">{t('rooms:check.noScript')}</Note>}
      <SiteResults sites={page.sites} chosen={search.get('site')} reply={reply} />
      <WayIn page={page} choice={hydrated ? choice : null} choose={choose} outside={page.link !== ''} />
    </Shell>
  )
}
