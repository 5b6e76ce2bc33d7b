import { useTranslation } from 'react-i18next'
import type { ArrangePage } from '~/domain/schedule/arrange-page.server'
import { longest, shortest, usual } from '~/domain/schedule/limits'
import type { Suggestions } from '~/domain/schedule/suggest-slots.server'
import { formatNear, formatTime } from '~/platform/dates'
import type { Reply } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { AgendaFields } from './agenda-fields'
import { MorePeople } from './more-people'
import { Proposals } from './proposals'
import { useReason } from './use-reason'

interface Props { page: ArrangePage; reply: Reply | undefined; suggestions: Suggestions | undefined }
type Taken = { from: string; until: string }[]

/** Whoever cannot at the time in question, or is booked at others, in words beside the name: a grey name without a reason helps nobody. */
function useStanding({ page, reply, suggestions }: Props) {
  const { t } = useTranslation()
  const reasonOf = useReason(page.now)
  const chosen = new Set([reply?.values.chairId, reply?.values.deputyId, reply?.values.scribeId, reply?.values.presenterIds, reply?.values.specialistIds, reply?.values.siteIds].flat())
  return (id: string, taken: Taken) => {
    const hindered = suggestions?.hindered[id]
    const words = hindered ? t('schedule:slots.cannot', { reason: reasonOf(hindered) })
      : suggestions ? '' : taken.map(({ from, until }) => t('schedule:arrange.taken', { from: formatNear(from, page.now), until: formatTime(until) })).join('; ')
    // Only a booking is final; the rest a telephone call may settle. What is chosen already stays, so that it is not lost unseen.
    return { words, disabled: hindered?.reason === 'booked' && !chosen.has(id) }
  }
}

/** Who, where, how long and when. One form: proposals are asked for and taken over by its buttons, also before JavaScript. */
export function ArrangeForm({ page, reply, suggestions }: Props) {
  const { t } = useTranslation()
  const standing = useStanding({ page, reply, suggestions })
  const options = (people: ArrangePage['chairs']) => people.map((person) => {
    const { words, disabled } = standing(person.personId, person.taken)
    return { value: person.personId, label: [t('schedule:arrange.person', { ...person }), words].filter(Boolean).join(', '), disabled }
  })
  // What was taken over by a button is filled in anew; everything else stays as it was typed.
  const [time, chair] = [String(reply?.values.startsAt ?? ''), String(reply?.values.chairId ?? '')]
  const single = page.consults.length === 1
  const failed = (...names: string[]) => reply?.problems.some(({ field }) => field !== undefined && names.includes(field.split('.')[0] ?? '')) ?? false
  return (
    <Form intent="arrange" also={['suggest', 'draft']} reply={reply} className="max-w-160" preventScrollReset>
      {suggestions ? <p className="mb-4" role="status"><a href="#slots">{t('schedule:slots.found', { count: suggestions.slots.length })}</a></p> : null}
      <AgendaFields page={page} standing={(person) => standing(person.personId, person.taken)} />
      <Section title={t('schedule:arrange.who')}>
        <Select key={`chair ${chair}`} name="chairId" label={t('schedule:role.chair')} hint={t('schedule:arrange.chairHint')} empty={t('schedule:arrange.anyChair')} options={options(page.chairs)} defaultValue={page.suggestedChair} />
        <Select name="deputyId" label={t('schedule:role.deputy')} hint={t('schedule:arrange.deputyHint')} empty={t('schedule:arrange.nobody')} options={options(page.chairs)} optional />
        <Select name="scribeId" label={t('schedule:role.scribe')} hint={t('schedule:arrange.scribeHint')} empty={t('schedule:arrange.choose')} options={options(page.scribes)} defaultValue={page.suggestedScribe} />
        <Choice many optional name="specialistIds" legend={t('schedule:arrange.others')} hint={t('schedule:arrange.othersHint')} options={page.specialists.map((person) => {
          const { words, disabled } = standing(person.personId, person.taken)
          return { value: person.personId, label: t('schedule:arrange.person', { ...person }), hint: words || undefined, disabled }
        })} />
        {page.sites.length > 0 ? (
          <Choice many optional name="siteIds" legend={t('schedule:arrange.sites')} hint={t('schedule:arrange.sitesHint')} options={page.sites.map((site) => {
            const { words, disabled } = standing(site.siteId, site.taken)
            return { value: site.siteId, label: t('schedule:arrange.person', { ...site }), hint: words || undefined, disabled }
          })} />
        ) : null}
        <MorePeople page={page} open={failed('observerIds', 'technicianIds', 'title', 'link', 'telephone')} watching={page.watching.length > 0} elsewhere={Boolean(reply?.values.link)} />
      </Section>
      <Section title={t('schedule:arrange.when')}>
        <Field key={`minutes ${page.consults.length} ${String(reply?.values.minutes ?? '')}`} name="minutes" label={t('schedule:arrange.minutes')} hint={t('schedule:arrange.minutesHint', { shortest, longest })} inputMode="numeric" width="short" defaultValue={String(single ? usual : page.regularMinutes)} />
        <div key={time}>
          <Choice name="when" legend={t('schedule:arrange.whenLegend')} defaultValue={single ? 'now' : 'later'} options={[
            { value: 'now', label: t('schedule:arrange.now'), hint: t('schedule:arrange.nowHint') }, { value: 'later', label: t('schedule:arrange.later') },
          ]} />
          <Field name="startsAt" type="datetime-local" label={t('schedule:arrange.startsAt')} hint={t('schedule:arrange.startsAtHint')} defaultValue={single ? '' : page.firstRegular} optional />
        </div>
        <div className="btns mt-4"><Button name="intent" value="suggest">{t(suggestions ? 'schedule:slots.again' : 'schedule:slots.suggest')}</Button></div>
        {suggestions ? <Proposals suggestions={suggestions} taken={time} now={page.now} /> : <p className="hint">{t('schedule:slots.suggestHint')}</p>}
      </Section>
      {page.approval ? <p className="hint mt-4">{t('schedule:arrange.approvalHint')}</p> : null}
      <div className="btns mt-6">
        <Button kind="go" name="intent" value="arrange">{t('schedule:arrange.go')}</Button>
        {page.mayDraft ? <Button name="intent" value="draft">{t('schedule:arrange.draft')}</Button> : null}
      </div>
      {page.mayDraft ? <p className="hint">{t('schedule:arrange.draftHint')}</p> : null}
    </Form>
  )
}
