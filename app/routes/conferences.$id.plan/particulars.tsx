import { useTranslation } from 'react-i18next'
import type { PlanPage } from '~/domain/schedule/plan-page.server'
import { formatTime, longDate } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Facts } from '~/ui/facts'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { TimeForm } from '../conferences.$id._index/time-form'
import { asked } from '../conferences.$id._index/asked'

/** When, where, under which name, and where else its sound and picture are. */
export function Particulars({ page: { conference, rooms, may }, reply }: { page: PlanPage; reply: unknown }) {
  const { t } = useTranslation()
  const { startsAt, endsAt, title, link, telephone } = conference
  return (
    <Section title={t('schedule:page.overview')}>
      <Facts items={[
        { term: t('schedule:page.day'), detail: <span className="inline-block first-letter:uppercase">{longDate(startsAt, t)}</span> },
        { term: t('schedule:page.time'), detail: t('schedule:page.plannedFrom', { from: formatTime(startsAt), until: formatTime(endsAt) }) },
        rooms.length > 0 && { term: t('schedule:page.sites'), detail: rooms.map(({ name }) => name).join(', ') },
      ]} />
      {may.move ? <TimeForm intent="move" planned={conference} reply={reply} open={asked(reply, 'move')} /> : null}
      <Form intent="describe" reply={reply} className="mt-4">
        <Field name="title" label={t('schedule:more.title')} maxLength={200} defaultValue={title} optional />
        <Field name="link" label={t('schedule:more.link')} hint={t('schedule:more.linkHint')} type="url" inputMode="url" maxLength={500} defaultValue={link} autoCapitalize="none" spellCheck={false} optional />
        <Field name="telephone" label={t('schedule:more.telephone')} type="tel" inputMode="tel" maxLength={40} defaultValue={telephone} optional />
        <div className="btns"><Button>{t('schedule:plan.save')}</Button></div>
      </Form>
    </Section>
  )
}
