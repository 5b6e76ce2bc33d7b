import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { answerForAlarm, answerForAlarmInput } from '~/domain/consults/answer-for-alarm.server'
import * as schema from '~/domain/consults/alert-schema'
import { levelPage } from '~/domain/consults/level-page.server'
import { requireActor } from '~/domain/people/session.server'
import { raiseLevel } from '~/domain/rooms/alert-room.server'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { TextArea } from '~/ui/text-area'

export const handle = { i18n: ['alert', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await levelPage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('alert:level.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const consultId = idOf(params.id)
  const given = { consultId }
  return submit(request, await requireActor(request), {
    raise: verb(schema.raiseLevel, raiseLevel, { given, next: ({ alert }) => `/consults/${consultId}${alert ? '/alert' : ''}` }),
    seen: verb(answerForAlarmInput, answerForAlarm, { given, next: () => `/consults/${consultId}` }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Level() {
  const { t } = useTranslation()
  const { consult, levels, waits } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="consults">
      <p className="crumb"><Link to={`/consults/${consult.id}`} prefetch="none">{consult.code}</Link><Icon name="go" small />{t('alert:level.title')}</p>
      <h1>{t('alert:level.title')}</h1>
      {waits ? <p>{t('alert:level.waits')}</p> : null}
      <Form intent="raise" reply={reply} className="alert-form">
        <Choice name="level" legend={t('alert:level.label')} options={levels.map((level) => ({ value: level, label: <LevelMark level={level} /> }))} />
        <TextArea name="note" label={t('alert:level.note')} rows={2} optional />
        <Button kind="go">{t('alert:level.go')}</Button>
      </Form>
    </Shell>
  )
}
