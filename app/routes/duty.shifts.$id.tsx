import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { cancelShift, replaceShift } from '~/domain/duty/change-roster.server'
import { shiftPage } from '~/domain/duty/roster.server'
import * as schema from '~/domain/duty/schema'
import { proposeSwap } from '~/domain/duty/swap-shift.server'
import { requireActor } from '~/domain/people/session.server'
import { formatDateTime } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { useLineName } from '~/ui/duty/on-duty-list'
import { Facts } from '~/ui/facts'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['duty'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('duty:shift.title')), shift: await shiftPage(actor, params.id) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const given = { given: { shiftId: idOf(params.id) }, next: () => '/duty' }
  return submit(request, await requireActor(request), {
    cancel: verb(schema.cancelShift, cancelShift, given), replace: verb(schema.replaceShift, replaceShift, given), propose: verb(schema.proposeSwap, proposeSwap, given),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** One duty: who, when, and what may be done about it. */
export default function Shift() {
  const { t } = useTranslation()
  const { shift } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const nameOf = useLineName()
  const people = shift.others.map(({ personId, name }) => ({ value: personId, label: name }))
  return (
    <Shell place="duty">
      <p className="back"><Link to="/duty" prefetch="none">{t('duty:backToRoster')}</Link></p>
      <h1>{t('duty:shift.of', { name: shift.name })}</h1>
      {shift.over ? <Note title={t(shift.cancelled ? 'duty:shift.cancelled' : 'duty:shift.over')} /> : null}
      <Facts items={[
        { term: t('duty:line'), detail: nameOf(shift) }, { term: t('duty:shift.from'), detail: formatDateTime(shift.startsAt) }, { term: t('duty:shift.until'), detail: formatDateTime(shift.endsAt) },
        { term: t('duty:new.rank'), detail: shift.rank }, shift.telephone !== '' && { term: t('duty:new.telephone'), detail: <a href={`tel:${shift.telephone}`}>{shift.telephone}</a> },
      ]} />
      {shift.may.propose ? (
        <Section title={t('duty:swap.title')}>
          <p className="hint">{t('duty:swap.how')}</p>
          <Form intent="propose" reply={reply}>
            <Select name="toPersonId" label={t('duty:swap.to')} options={people} empty={t('duty:choose')} />
            <Select name="withShiftId" label={t('duty:swap.with')} hint={t('duty:swap.withHint')} options={shift.theirs.map(({ id, name, startsAt }) => ({ value: id, label: `${name}, ${formatDateTime(startsAt)}` }))} empty={t('duty:swap.nothing')} optional />
            <Field name="note" label={t('duty:swap.note')} optional />
            <Button kind="go">{t('duty:swap.do')}</Button>
          </Form>
        </Section>
      ) : null}
      {shift.may.change ? (
        <>
          <Section title={t('duty:replace.title')}>
            <Form intent="replace" reply={reply}><Select name="personId" label={t('duty:replace.person')} options={people} empty={t('duty:choose')} /><Button kind="go">{t('duty:replace.do')}</Button></Form>
          </Section>
          <Section title={t('duty:cancel.title')}>
            <Form intent="cancel" reply={reply}><p>{t('duty:cancel.text')}</p><Button kind="stop">{t('duty:cancel.do')}</Button></Form>
          </Section>
        </>
      ) : null}
    </Shell>
  )
}
