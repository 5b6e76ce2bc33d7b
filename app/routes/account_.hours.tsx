import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import * as schema from '~/domain/schedule/availability-schema'
import { keepHours } from '~/domain/schedule/keep-hours.server'
import { ownHoursPage } from '~/domain/schedule/own-hours.server'
import { endBlock, enterBlock } from '~/domain/schedule/time-blocks.server'
import { flash } from '~/platform/http/flash.server'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { BlockForm, Blocks } from '~/ui/schedule/blocks'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { OwnHours } from './account_.hours/own-hours'

export const handle = { i18n: ['schedule', 'people'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('schedule:own.title')), page: await ownHoursPage(actor) }
}

export async function action({ request }: ActionFunctionArgs) {
  const reply = await submit(request, await requireActor(request), {
    keep: verb(schema.keepHours, keepHours), enter: verb(schema.enterBlock, enterBlock), end: verb(schema.endBlock, endBlock),
  })
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash('shell:saved'))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** When one can be met in conferences: hours by weekday, absences, hours beyond. Nobody is asked for times: they are found from here. */
export default function Hours() {
  const { t } = useTranslation()
  const { page } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="account">
      <p><Link to="/account" prefetch="none">{t('people:account.title')}</Link></p>
      <h1>{t('schedule:own.title')}</h1>
      <p>{t('schedule:own.lead')}</p>
      <OwnHours page={page} reply={reply} />
      <Section title={t('schedule:own.blocks')}>
        <Blocks blocks={page.blocks} reply={reply} empty={t('schedule:own.noBlocks')} />
        <BlockForm intent="enter" reply={reply} title={t('schedule:own.newBlock')} />
      </Section>
    </Shell>
  )
}
