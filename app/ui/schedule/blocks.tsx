import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { dayOf, formatDateTime, formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'

export interface Block { id: string; kind: 'away' | 'extra'; startsAt: string; endsAt: string; note: string; clashes?: { conferenceId: string; startsAt: string }[] }

const span = ({ startsAt, endsAt }: Block): string => `${formatDateTime(startsAt)} – ${dayOf(startsAt) === dayOf(endsAt) ? formatTime(endsAt) : formatDateTime(endsAt)}`

/** Coming exceptions of a person or a site; each can be taken back. A conference booked all the same is named: an absence moves nothing by itself. */
export function Blocks({ blocks, reply, empty }: { blocks: readonly Block[]; reply: unknown; empty: string }) {
  const { t } = useTranslation()
  if (blocks.length === 0) return <p className="hint">{empty}</p>
  return (
    <ul className="blocks">
      {blocks.map((block) => (
        <li key={block.id}>
          <div>
            <Chip tone={block.kind === 'away' ? 'rest' : 'done'} icon={block.kind === 'away' ? 'no' : 'done'}>{t(`schedule:own.kind.${block.kind}`)}</Chip> <b>{span(block)}</b>
            {block.note ? <small>{block.note}</small> : null}
            {(block.clashes ?? []).map(({ conferenceId, startsAt }) => <small key={conferenceId}><Link to={`/conferences/${conferenceId}`} prefetch="none">{t('schedule:own.clash', { time: formatDateTime(startsAt) })}</Link></small>)}
          </div>
          <Form intent="end" reply={reply} preventScrollReset>
            <input type="hidden" name="blockId" value={block.id} />
            <Button>{t('schedule:own.end')}<span className="sr"> {span(block)}</span></Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

/** Away, or there beyond the usual hours, from a moment to another. */
export function BlockForm({ intent, reply, title, siteId }: { intent: string; reply: unknown; title: string; siteId?: string }) {
  const { t } = useTranslation()
  const refused = (reply as { intent?: unknown; values?: { siteId?: unknown } } | undefined)
  const open = refused?.intent === intent && (siteId === undefined || refused.values?.siteId === siteId)
  return (
    <details className="new-block" open={open || siteId === undefined}>
      <summary className="btn">{title}</summary>
      <Form intent={intent} reply={open ? reply : undefined} className="setting-form">
        {siteId ? <input type="hidden" name="siteId" value={siteId} /> : null}
        <Choice name="kind" legend={t('schedule:own.what')} defaultValue="away" options={[
          { value: 'away', label: t('schedule:own.kind.away'), hint: t(siteId ? 'schedule:own.awaySiteHint' : 'schedule:own.awayHint') }, { value: 'extra', label: t('schedule:own.kind.extra'), hint: t('schedule:own.extraHint') },
        ]} />
        <div className="pairs">
          <Field name="from" type="datetime-local" label={t('schedule:own.from')} />
          <Field name="until" type="datetime-local" label={t('schedule:own.until')} />
        </div>
        <Field name="note" label={t('schedule:own.note')} hint={t(siteId ? 'schedule:own.noteSiteHint' : 'schedule:own.noteHint')} maxLength={200} optional />
        <div className="btns"><Button kind="go">{t('schedule:own.enter')}</Button></div>
      </Form>
    </details>
  )
}
