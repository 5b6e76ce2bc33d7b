import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allow } from '~/domain/audit/allow'
import { handOver, takeOver } from '~/domain/consults/hand-over.server'
import { handoverPage } from '~/domain/consults/handover-page.server'
import * as schema from '~/domain/consults/schema'
import { mayDuty } from '~/domain/duty/policy'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { LevelMark } from '~/ui/level-mark'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'
import { StatusChip } from '~/ui/status-chip'
import { TextArea } from '~/ui/text-area'

export const handle = { i18n: ['duty', 'consults', 'record'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  allow(mayDuty.handOver(actor))
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('duty:handover.title')), ...(await handoverPage(actor)) }
}

export async function action({ request }: ActionFunctionArgs) {
  const body = await bodyOf(request)
  const reply = await submit(request, await requireActor(request), {
    handOver: verb(schema.handOver, handOver), takeOver: verb(schema.takeOver, takeOver, { next: ({ consultId }) => `/consults/${consultId}` }),
  }, body)
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`record:done.${String(body.get('intent'))}`))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

type Line = ReturnType<typeof useLoaderData<typeof loader>>['mine'][number]

function About({ line }: { line: Line }) {
  return <p className="meta">{line.level ? <LevelMark level={line.level} /> : null} <span>{line.headline}</span> <StatusChip state={line.state} /> <span>{line.doctor}</span></p>
}

/** The end of a duty: several patients to one colleague at once, each with a note; or those of a colleague who went home. */
export default function Handover() {
  const { t } = useTranslation()
  const { mine, theirs, recipients } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="duty">
      <p className="back"><Link to="/duty" prefetch="none">{t('duty:backToRoster')}</Link></p>
      <h1>{t('duty:handover.title')}</h1>
      <Section title={t('duty:handover.give')}>
        {mine.length === 0 ? <Empty title={t('duty:handover.none')} /> : (
          <Form intent="handOver" reply={reply}>
            <p>{t('duty:handover.how')}</p>
            <Select name="toId" label={t('duty:handover.to')} options={recipients.map(({ personId, name, onDuty }) => ({ value: personId, label: onDuty ? `${name}, ${t('duty:onDutyNow')}` : name }))} empty={t('duty:choose')} />
            <ul className="handovers">
              {mine.map((line, index) => (
                <li key={line.id}>
                  <label className="pick"><input type="checkbox" name="consultIds" value={line.id} defaultChecked={line.own} /><span>{line.code}</span></label>
                  <About line={line} />
                  <input type="hidden" name="rowIds" value={line.id} />
                  <TextArea name="notes" path={`notes.${index}`} label={t('duty:handover.note', { code: line.code })} rows={2} optional />
                  <p><Link to={`/consults/${line.id}`} prefetch="none">{t('duty:handover.open', { code: line.code })}</Link></p>
                </li>
              ))}
            </ul>
            <Button kind="go">{t('duty:handover.do')}</Button>
          </Form>
        )}
      </Section>
      {theirs.length > 0 ? (
        <Section title={t('duty:handover.take')}>
          <p>{t('duty:handover.takeHow')}</p>
          <ul className="handovers">
            {theirs.map((line) => (
              <li key={line.id}>
                <b>{line.code}</b><About line={line} />
                <Form intent="takeOver" reply={reply}><input type="hidden" name="consultId" value={line.id} /><input type="hidden" name="note" value="" /><Button>{t('duty:handover.takeDo')}<span className="sr"> {line.code}</span></Button></Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Shell>
  )
}
