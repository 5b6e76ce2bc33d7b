import { useTranslation } from 'react-i18next'
import { mostConsults } from '~/domain/schedule/limits'
import type { PlanPage } from '~/domain/schedule/plan-page.server'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'

interface Props { page: PlanPage; reply: unknown }
type Line = PlanPage['agenda'][number]

const asked = (reply: unknown, intent: string, id: string): boolean =>
  typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === intent && 'values' in reply && (reply.values as Record<string, unknown>).itemId === id

/** To another conference, back among those that wait, or off for good: each with its reason, which both sides read. */
function Leave({ line, page: { targets }, reply, intent }: Props & { line: Line; intent: 'postpone' | 'drop' }) {
  const { t } = useTranslation()
  const name = t(`schedule:agenda.${intent}`)
  return (
    <Dialog title={t(`schedule:agenda.${intent}Title`, { code: line.code })} trigger={name} open={asked(reply, intent, line.id)} {...(intent === 'drop' ? { kind: 'bare' as const } : {})}>
      <Form intent={intent} reply={asked(reply, intent, line.id) ? reply : undefined}>
        <input type="hidden" name="itemId" value={line.id} />
        <p>{t(`schedule:agenda.${intent}Words`)}</p>
        {intent === 'postpone' ? (
          <Select name="toConferenceId" label={t('schedule:agenda.where')} empty={t('schedule:agenda.backlog')} optional
            options={targets.map(({ id, title, startsAt, left, full, state }) => ({
              value: id, disabled: full || left < line.minutes, label: [formatDateTime(startsAt), title, t(`schedule:state.${state}`), full ? t('schedule:agenda.full') : t('schedule:agenda.left', { count: Math.max(0, left) })].filter(Boolean).join(', '),
            }))} />
        ) : null}
        <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
        <div className="btns"><Button kind="go">{name}</Button></div>
      </Form>
    </Dialog>
  )
}

/** Places and minutes in one form; each line's own deeds beside it. */
function Order({ page: { agenda }, reply }: Props) {
  const { t } = useTranslation()
  const waiting = agenda.filter(({ state }) => state === 'waiting')
  return (
    <Form intent="order" also={['up', 'down'].flatMap((way) => waiting.map(({ id }) => `${way} ${id}`))} reply={reply} preventScrollReset>
      <ol className="agenda-edit">
        {waiting.map((line, index) => (
          <li key={`${line.id} ${index}`}>
            <input type="hidden" name="itemIds" value={line.id} />
            <p><b>{line.code}</b> {line.level ? <LevelMark level={line.level} /> : null} <span className="meta">{line.hospital}</span></p>
            <p className="meta">{t('schedule:agenda.presents', { name: line.presenter })}</p>
            <Field name="lengths" path={`lengths.${index}`} label={t('schedule:agenda.minutesOf', { code: line.code })} inputMode="numeric" width="short" defaultValue={String(line.minutes)} />
            {waiting.length > 1 ? (
              <div className="btns">
                {index > 0 ? <Button name="intent" value={`up ${line.id}`}>{t('schedule:agenda.up')}<span className="sr"> {line.code}</span></Button> : null}
                {index < waiting.length - 1 ? <Button name="intent" value={`down ${line.id}`}>{t('schedule:agenda.down')}<span className="sr"> {line.code}</span></Button> : null}
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      {waiting.length > 0 ? <div className="btns mt-4"><Button name="intent" value="order">{t('schedule:agenda.save')}</Button></div> : null}
    </Form>
  )
}

/** The consults of a conference, as whoever arranged it changes them. */
export function Agenda({ page, reply }: Props) {
  const { t } = useTranslation()
  const { agenda, addable, conference, may } = page
  const waiting = agenda.filter(({ state }) => state === 'waiting')
  const used = waiting.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <Section title={t('schedule:agenda.title')} note={t('schedule:agenda.used', { used, all: conference.minutes })} id="agenda">
      {waiting.length === 0 ? <p className="hint">{t('schedule:agenda.empty')}</p> : may.change ? <Order page={page} reply={reply} /> : null}
      <ul className="answers">
        {agenda.filter(({ state }) => state !== 'waiting' || may.postpone).map((line) => (
          <li key={line.id}>
            <p><b>{line.code}</b> <span className="meta">{t('schedule:agenda.line', { hospital: line.hospital, count: line.minutes })}</span> {line.state === 'waiting' ? null : <Chip tone="rest" icon="rest">{t(`schedule:agenda.state.${line.state}`)}</Chip>}</p>
            {line.state === 'waiting' && may.postpone ? <div className="btns"><Leave line={line} page={page} reply={reply} intent="postpone" /><Leave line={line} page={page} reply={reply} intent="drop" /></div> : null}
          </li>
        ))}
      </ul>
      {may.change && waiting.length < mostConsults && addable.length > 0 ? (
        <Form intent="add" reply={reply} className="agenda-add">
          <Select name="consultId" label={t('schedule:agenda.addLabel')} empty={t('schedule:agenda.choose')}
            options={addable.map(({ id, code, level, hospital }) => ({ value: id, label: [code, hospital, level ? t(`consults:level.${level}`) : ''].filter(Boolean).join(', ') }))} />
          <Field name="minutes" label={t('schedule:agenda.minutes')} inputMode="numeric" width="short" defaultValue={String(Math.max(5, Math.min(20, conference.minutes - used)))} />
          <Button>{t('schedule:agenda.add')}</Button>
        </Form>
      ) : null}
    </Section>
  )
}
