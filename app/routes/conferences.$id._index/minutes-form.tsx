import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { icd10Line } from '~/domain/rooms/icd10'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { nameWithTitle } from '~/platform/names'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { TextArea } from '~/ui/text-area'
import { Agreements, ConclusionTexts, NextSteps } from './minutes-rows'
import { MinutesText } from './minutes-text'

interface Props { page: ConferencePage; minutes: MinutesView; reply: unknown }

const long = 20_000
const changes = ['no', 'added', 'changed'] as const
const isStale = (reply: unknown): boolean => JSON.stringify(reply ?? null).includes('rooms:problem.minutesStale')

/** One form: saving keeps the text, confirming keeps and confirms it, so nobody confirms without what was just typed. */
export function MinutesForm({ page, minutes, reply }: Props) {
  const { t } = useTranslation()
  const { confirm } = page.may
  const fresh = (name: string) => `${name}-${minutes.id}-${minutes.draftVersion}`
  return (
    <>
      {isStale(reply) ? <Note tone="soon" title={t('schedule:minutes.savedText')}><MinutesText minutes={minutes} questions /></Note> : null}
      <Form intent="save" also={['confirm']} reply={reply} className="minutes-form">
        <input type="hidden" name="itemId" value={page.itemId} />
        <input type="hidden" name="draftVersion" value={minutes.draftVersion} />
        <TextArea key={fresh('summary')} name="summary" label={t('schedule:minutes.summary')} hint={t('schedule:minutes.summaryHint')} rows={8} defaultValue={minutes.summary} maxLength={long} />
        <TextArea key={fresh('diagnosis')} name="diagnosis" label={t('schedule:minutes.diagnosis')} rows={2} defaultValue={minutes.diagnosis} maxLength={2_000} optional />
        <ConclusionTexts key={fresh('conclusions')} conclusions={minutes.conclusions} />
        <Agreements key={fresh('agreements')} conclusions={minutes.conclusions} />
        <TextArea key={fresh('overall')} name="overall" label={t('schedule:minutes.overall')} rows={3} defaultValue={minutes.overall} maxLength={long} optional />
        <TextArea key={fresh('icd10')} name="icd10" label={t('schedule:minutes.icd10')} hint={t('schedule:minutes.icd10Hint')} rows={3} defaultValue={minutes.icd10.map(icd10Line).join('\n')} maxLength={4_000} optional />
        <Choice key={fresh('change')} name="change" legend={t('schedule:minutes.change')} defaultValue={minutes.change ?? ''} optional
          options={[...changes.map((value) => ({ value, label: t(`schedule:minutes.changes.${value}`) })), { value: '', label: t('schedule:minutes.changes.unsaid') }]} />
        <TextArea key={fresh('plan')} name="treatmentPlan" label={t('schedule:minutes.treatmentPlan')} rows={6} defaultValue={minutes.treatmentPlan} maxLength={long} />
        <NextSteps key={fresh('steps')} steps={minutes.nextSteps} people={page.people.map((person) => ({ value: person.personId, label: nameWithTitle(person) }))} />
        {confirm ? (
          <>
            <p className="hint mt-4">{t(`schedule:minutes.confirmHint.${confirm}`)}</p>
            <Field name="password" type="password" label={t('schedule:minutes.password')} hint={t('schedule:minutes.passwordHint')} autoComplete="current-password" />
          </>
        ) : null}
        <div className="btns mt-4">
          {confirm ? <Button kind="go" name="intent" value="confirm">{t(`schedule:minutes.confirm.${confirm}`)}</Button> : null}
          <Button kind={confirm ? 'plain' : 'go'} name="intent" value="save">{t('schedule:minutes.save')}</Button>
        </div>
      </Form>
    </>
  )
}
