import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { deviceOf } from '~/domain/people/device'
import { endOtherSignIns, endSignIn } from '~/domain/people/end-sign-in.server'
import { cookieFor } from '~/domain/people/lucia.server'
import { contactsOf, ownMemberships, ownSignIns } from '~/domain/people/queries.server'
import * as schema from '~/domain/people/schema'
import { requirePresent } from '~/domain/people/session.server'
import { switchMembership } from '~/domain/people/switch-membership.server'
import { mayAvailability } from '~/domain/schedule/availability-policy'
import { submit, verb } from '~/platform/http/submit.server'
import { nameWithTitle } from '~/platform/names'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Facts } from '~/ui/facts'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { Memberships } from './account/memberships'
import { SignIns } from './account/sign-ins'

export const handle = { i18n: ['people', 'reach'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, tokenHash } = await requirePresent(request)
  const [contacts, memberships, signIns] = await Promise.all([contactsOf([actor.personId]), ownMemberships(actor), ownSignIns(actor, tokenHash)])
  const t = translate(await languageOf(request))
  const contact = contacts.get(actor.personId)
  return {
    title: pageTitle(t, t('people:account.title')),
    person: { name: nameWithTitle(actor), telephone: contact?.telephone ?? null, email: contact?.email ?? null },
    memberships, mayKeepHours: mayAvailability.keepOwn(actor),
    signIns: signIns.map(({ userAgent, createdAt, lastSeenAt, ...signIn }) => ({
      ...signIn, device: deviceOf(userAgent), createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(),
    })),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor, tokenHash: here } = await requirePresent(request)
  let exchanged: string | undefined
  const reply = await submit(request, actor, {
    switch: verb(schema.switchMembership, async (acting: typeof actor, { to }) => {
      exchanged = (await switchMembership(acting, { to, here })).token
    }, { next: () => '/today' }),
    endSignIn: verb(schema.endSignIn, endSignIn),
    endOthers: verb(schema.endOtherSignIns, (acting: typeof actor) => endOtherSignIns(acting, { here })),
  })
  if (exchanged && reply instanceof Response) reply.headers.append('Set-Cookie', cookieFor(exchanged))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Account() {
  const { t } = useTranslation()
  const { person, memberships, mayKeepHours, signIns } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="account">
      <h1>{t('people:account.title')}</h1>
      <div className="mt-4"><Facts items={[
        { term: t('people:account.fullName'), detail: person.name },
        { term: t('people:account.telephone'), detail: person.telephone ?? t('people:account.none') },
        { term: t('people:account.email'), detail: person.email ?? t('people:account.none') },
      ]} /></div>
      <p className="mt-4"><Link to="/account/reach" prefetch="none">{t('reach:link')}</Link></p>
      {mayKeepHours ? <p className="mt-2"><Link to="/account/hours" prefetch="none">{t('people:account.hours')}</Link></p> : null}
      <Memberships memberships={memberships} reply={reply} />
      <SignIns signIns={signIns} reply={reply} />
    </Shell>
  )
}
