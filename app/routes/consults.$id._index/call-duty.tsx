import { useTranslation } from 'react-i18next'
import { formatTime } from '~/platform/dates'
import type { Complaint } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import type { ReachView } from '~/ui/record/reach-view.server'
import { Select } from '~/ui/select'

const outcomes = ['reached', 'noAnswer', 'busy', 'wrongNumber'] as const
const digits = (number: string): string => number.replace(/[^\d+]/g, '')
const refused = (reply: unknown): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && 'problems' in reply && reply.intent === 'logCall' && (reply.problems as Complaint[]).length > 0

function Call({ number }: { number: string }) {
  const { t } = useTranslation()
  return <a className="btn" href={`tel:${digits(number)}`}><Icon name="phone" />{t('reach:calls.call', { number })}</a>
}

/** How many were told and on which channels; what did not go out stands here too. */
function Told({ told, marks }: Pick<ReachView, 'told' | 'marks'>) {
  const { t } = useTranslation()
  if (!told) return null
  const channels = (['push', 'sms', 'mail'] as const).filter((channel) => told[channel] > 0).map((channel) => t(`reach:told.${channel}`, { count: told[channel] }))
  const known = marks.filter(({ kind }) => kind === 'acknowledged')
  return (
    <>
      <p>{[t('reach:told.people', { count: told.people }), ...channels].join(', ')}.</p>
      {known.length > 0 ? known.map(({ id, by, at }) => <p key={id}>{t('reach:told.acknowledged', { name: by.name, time: formatTime(at) })}</p>) : <p>{t('reach:told.nobody')}</p>}
      {told.failed > 0 ? <p className="hint">{t('reach:told.failed', { count: told.failed })}</p> : null}
      {told.uncertain > 0 ? <p className="hint">{t('reach:told.uncertain', { count: told.uncertain })}</p> : null}
    </>
  )
}

function LogCall({ telephone, reply }: { telephone: NonNullable<ReachView['telephone']>; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('reach:calls.log')} trigger={t('reach:calls.log')} open={refused(reply)}>
      <Form intent="logCall" reply={reply}>
        <Select name="calledId" label={t('reach:calls.who')} options={telephone.people.map(({ personId, name }) => ({ value: personId, label: name }))} empty={t('reach:calls.other')} />
        <Field name="number" type="tel" inputMode="tel" label={t('reach:calls.number')} optional />
        <Choice name="outcome" legend={t('reach:calls.outcome')} options={outcomes.map((outcome) => ({ value: outcome, label: t(`reach:calls.outcomes.${outcome}`) }))} />
        <Field name="note" label={t('reach:calls.note2')} optional />
        <div className="btns"><Button kind="go">{t('reach:calls.save')}</Button></div>
      </Form>
    </Dialog>
  )
}

/** While nobody has taken the consult: whom was told, whom to telephone in which order, and a place to say how that went. */
export function CallDuty({ reach: { telephone, told, marks }, reply }: { reach: ReachView; reply: unknown }) {
  const { t } = useTranslation()
  if (!telephone) return null
  const { people, hospital, switchboard } = telephone
  return (
    <section className="calls" id="goi-dien">
      <h2>{t('reach:calls.title')}</h2>
      <Told told={told} marks={marks} />
      <p className="hint">{people.length > 0 ? t('reach:calls.note') : t('reach:calls.none', { hospital })}</p>
      <ol>
        {people.map((person) => (
          <li key={person.personId}>
            <span><b>{person.name}</b>{person.busyUntil ? <small>{t('reach:calls.busy', { time: formatTime(person.busyUntil) })}</small> : null}</span>
            {person.telephone ? <Call number={person.telephone} /> : <small>{t('reach:calls.noNumber')}</small>}
          </li>
        ))}
        {switchboard ? <li><span>{t('reach:calls.switchboard', { hospital })}</span><Call number={switchboard} /></li> : null}
      </ol>
      <LogCall telephone={telephone} reply={reply} />
    </section>
  )
}
