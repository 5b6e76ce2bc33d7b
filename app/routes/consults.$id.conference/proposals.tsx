import { useTranslation } from 'react-i18next'
import type { Suggestions } from '~/domain/schedule/suggest-slots.server'
import { dayOf, formatDateTime, formatTime, longDate } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Section } from '~/ui/section'
import { useReason } from './use-reason'

interface Props { suggestions: Suggestions; /** the time that stands in the field */ taken: string; now: string }

/** From when until when, with the day of the end where it is another one. */
const hours = ({ from, until }: { from: string; until: string }): string => `${formatTime(from)}–${dayOf(from) === dayOf(until) ? formatTime(until) : formatDateTime(until)}`

/** The first times at which all can, each to be taken over by its button; then why not earlier, by name. */
export function Proposals({ suggestions: { slots, why }, taken, now }: Props) {
  const { t } = useTranslation()
  const reasonOf = useReason(now)
  return (
    <Section level={3} id="slots" title={t('schedule:slots.title')} className="slots">
      {slots.length === 0 ? <Empty title={t('schedule:slots.none')}><p>{t('schedule:slots.noneWhy')}</p></Empty> : (
        <ol>
          {slots.map((slot) => (
            <li key={slot.value} className={slot.value === taken ? 'on' : undefined}>
              <div>
                <b>{hours(slot)}</b> <span className="inline-block first-letter:uppercase">{longDate(slot.from, t)}</span>
                {slot.regular ? <small>{t('schedule:slots.regular')}</small> : null}
                {slot.chair ? <small>{t('schedule:slots.chair', { name: slot.chair.name, count: slot.chair.load })}</small> : null}
              </div>
              <Button name="intent" value={`take ${slot.value}${slot.chair ? ` ${slot.chair.personId}` : ''}`} aria-pressed={slot.value === taken} {...(slot.value === taken ? { icon: 'done' as const } : {})}>
                {t(slot.value === taken ? 'schedule:slots.chosen' : 'schedule:slots.take')}<span className="sr"> {hours(slot)}, {longDate(slot.from, t)}</span>
              </Button>
            </li>
          ))}
        </ol>
      )}
      {why.length > 0 ? (
        <>
          <h4>{t('schedule:slots.why')}</h4>
          <dl>
            {why.map(({ from, until, who }) => (
              <div key={from}>
                <dt>{hours({ from, until })} <span className="inline-block">{longDate(from, t)}</span></dt>
                {who.map((one) => <dd key={one.id}>{t('schedule:slots.who', { name: one.name, reason: reasonOf(one) })}</dd>)}
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </Section>
  )
}
