import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as schema from '~/domain/consults/alert-schema'
import { raisePage } from '~/domain/consults/alert-view.server'
import { requireActor } from '~/domain/people/session.server'
import { raiseAlert } from '~/domain/rooms/alert-room.server'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['alert', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const language = await languageOf(request)
  const page = await raisePage(actor)
  const t = translate(language)
  return { ...page, specialties: page.specialties.map(({ code, nameVi, nameEn }) => ({ value: code, label: language === 'vi' ? nameVi : nameEn })), title: pageTitle(t, t('alert:raise.title')) }
}

export async function action({ request }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), { raise: verb(schema.raiseAlert, raiseAlert, { next: ({ consultId }) => `/consults/${consultId}/alert` }) })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Two choices, already made, one line that may stay empty, one press. */
export default function Raise() {
  const { t } = useTranslation()
  const { hospitals, specialties, chosen } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell>
      <h1>{t('alert:raise.title')}</h1>
      <p className="lede">{t('alert:raise.lead')}</p>
      {hospitals.length === 0 ? <Note tone="late">{t('alert:raise.none')}</Note> : (
        <Form intent="raise" reply={reply} className="alert-form">
          <Select name="supportingId" label={t('alert:raise.hospital')} options={hospitals.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={chosen.supportingId} />
          <Select name="specialtyCode" label={t('alert:raise.specialty')} options={specialties} defaultValue={chosen.specialtyCode} empty="" />
          <Field name="line" label={t('alert:raise.line')} hint={t('alert:raise.lineHint')} maxLength={500} optional />
          <Button kind="alarm" icon="red">{t('alert:raise.go')}</Button>
        </Form>
      )}
      {hospitals.map(({ id, name, telephone }) => (telephone ? <p key={id} className="alert-tel">{t('alert:phones.switchboard', { hospital: name })}: <a href={`tel:${telephone.replace(/\s/g, '')}`}>{telephone}</a></p> : null))}
    </Shell>
  )
}
