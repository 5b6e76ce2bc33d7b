import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allow } from '~/domain/audit/allow'
import { dryRun, importRoster } from '~/domain/duty/import-roster.server'
import { mayDuty } from '~/domain/duty/policy'
import { readTable } from '~/domain/duty/read-table.server'
import * as schema from '~/domain/duty/schema'
import { requireActor } from '~/domain/people/session.server'
import { complaintOf } from '~/platform/http/form'
import { flash } from '~/platform/http/flash.server'
import { submit, verb } from '~/platform/http/submit.server'
import { readUpload } from '~/platform/http/upload.server'
import { Problem } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { Report } from './report'

export const handle = { i18n: ['duty', 'documents'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  allow(mayDuty.enter(actor))
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('duty:import.title')) }
}

/** A file is read and judged, nothing entered; what came out of that is entered when somebody has looked at it. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  allow(mayDuty.enter(actor))
  const { form, files, problems } = await readUpload(request, async (bytes) => Buffer.from(bytes))
  if (form.get('intent') !== 'try') {
    const reply = await submit(request, actor, { import: verb(schema.importRoster, importRoster, { next: () => '/duty' }) }, form)
    if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash('duty:done.imported'))
    return reply
  }
  try {
    const [file] = files
    const [refused] = problems
    if (refused) throw refused.problem
    if (!file) throw new Problem('duty:problem.noFile', { field: 'file' })
    const table = await readTable(file)
    const { rows } = await dryRun(actor, table)
    return { tried: { rows: rows.map(({ shift, ...row }) => ({ ...row, good: shift !== null })), stored: JSON.stringify(table) } }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return data({ intent: 'try', problems: [complaintOf(error)], values: {} }, { status: 422 })
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }]

/** A roster from a file: first what would happen, row by row, then one press. */
export default function Import() {
  const { t } = useTranslation()
  useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const tried = reply && 'tried' in reply ? reply.tried : null
  return (
    <Shell place="duty">
      <p className="back"><Link to="/duty" prefetch="none">{t('duty:backToRoster')}</Link></p>
      <h1>{t('duty:import.title')}</h1>
      {tried ? <Report rows={tried.rows} stored={tried.stored} /> : null}
      <Section title={t(tried ? 'duty:import.again' : 'duty:import.file')}>
        <p>{t('duty:import.how')} <a href="/duty/template" download>{t('duty:import.template')}</a></p>
        <Form intent="try" reply={reply} encType="multipart/form-data">
          <Field type="file" name="file" label={t('duty:import.label')} hint={t('duty:import.hint')} accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" />
          <Button kind={tried ? 'plain' : 'go'}>{t('duty:import.try')}</Button>
        </Form>
      </Section>
    </Shell>
  )
}
