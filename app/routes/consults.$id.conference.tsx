import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { longest, shortest, usual } from '~/domain/schedule/limits'
import { arrangePage, type ArrangePage } from '~/domain/schedule/queries.server'
import * as schema from '~/domain/schedule/schema'
import { formatNear, formatTime } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await arrangePage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('schedule:arrange.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, actor, {
    arrange: verb(schema.arrangeConference, async (acting: typeof actor, input) => ({ ...(await arrangeConference(acting, input)), now: input.when === 'now' }), {
      given: { consultId: idOf(params.id) }, next: ({ conferenceId, now }) => `/conferences/${conferenceId}${now ? '/room' : ''}`,
    }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

type Person = ArrangePage['chairs'][number]

/** Who is taken when, in words: shown beside the name, since a grey name without a reason helps nobody. */
function useTaken(now: string): (person: Person) => string {
  const { t } = useTranslation()
  return ({ taken }) => taken.map(({ from, until }) => t('schedule:arrange.taken', { from: formatNear(from, now), until: formatTime(until) })).join('; ')
}

function People({ page, people, name, legend, hint }: { page: ArrangePage; people: Person[]; name: string; legend: string; hint: string }) {
  const taken = useTaken(page.now)
  const { t } = useTranslation()
  return (
    <Choice many optional name={name} legend={legend} hint={hint} options={people.map((person) => ({
      value: person.personId, label: t('schedule:arrange.person', { ...person }), hint: taken(person) || undefined,
    }))} />
  )
}

export default function Arrange() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const taken = useTaken(page.now)
  useRefresh([`consult:${page.consult.id}`])
  const options = (people: Person[]) => people.map((person) => ({ value: person.personId, label: [t('schedule:arrange.person', { ...person }), taken(person)].filter(Boolean).join(', ') }))
  return (
    <Shell place="consults" look="record">
      <p className="crumb">
        <Link to="/consults" prefetch="none">{t('schedule:page.consults')}</Link><Icon name="go" small />
        <Link to={`/consults/${page.consult.id}`} prefetch="none">{page.consult.code}</Link>
      </p>
      <h1 className="mt-1 mb-4">{t('schedule:arrange.title')}</h1>
      {page.possible ? (
        <Form intent="arrange" reply={reply} className="max-w-160">
          <Section title={t('schedule:arrange.when')}>
            <Choice name="when" legend={t('schedule:arrange.whenLegend')} defaultValue="now" options={[
              { value: 'now', label: t('schedule:arrange.now'), hint: t('schedule:arrange.nowHint') }, { value: 'later', label: t('schedule:arrange.later') },
            ]} />
            <Field name="startsAt" type="datetime-local" label={t('schedule:arrange.startsAt')} hint={t('schedule:arrange.startsAtHint')} optional />
            <Field name="minutes" label={t('schedule:arrange.minutes')} hint={t('schedule:arrange.minutesHint', { shortest, longest })} inputMode="numeric" width="short" defaultValue={String(usual)} />
          </Section>
          <Section title={t('schedule:arrange.who')}>
            <Select name="chairId" label={t('schedule:role.chair')} hint={t('schedule:arrange.chairHint')} empty={t('schedule:arrange.choose')} options={options(page.chairs)} defaultValue={page.suggestedChair} />
            <Select name="scribeId" label={t('schedule:role.scribe')} hint={t('schedule:arrange.scribeHint')} empty={t('schedule:arrange.choose')} options={options(page.scribes)} defaultValue={page.suggestedScribe} />
            {page.presenter ? <div className="my-4"><Note tone="rest" icon="case">{t('schedule:arrange.presenter', { ...page.presenter })}</Note></div> : null}
            <People page={page} people={page.specialists} name="specialistIds" legend={t('schedule:arrange.others')} hint={t('schedule:arrange.othersHint')} />
          </Section>
          <div className="btns mt-6"><Button kind="go">{t('schedule:arrange.go')}</Button></div>
        </Form>
      ) : <Note tone="soon" title={t('schedule:arrange.notNow')}>{t('schedule:arrange.notNowWords')}</Note>}
    </Shell>
  )
}
