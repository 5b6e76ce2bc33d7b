import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import type { RecordView } from '~/ui/record/view.server'

/** One specialist who answers, or several of whom the chosen one concludes. The list replaces the one before. */
export function Assign({ view, reply, again = false }: { view: RecordView; reply: unknown; again?: boolean }) {
  const { t } = useTranslation()
  const answered = new Set(view.asked.filter((one) => one.answered).map(({ personId }) => personId))
  const label = ({ id, name, position, ofSpecialty }: RecordView['specialists'][number]) =>
    [name, position, id === view.specialistId ? t(again ? 'record:box.assign.current' : 'record:box.assign.before') : ofSpecialty ? t('record:box.assign.ofSpecialty') : ''].filter(Boolean).join(', ')
  const others = view.asked.filter(({ concludes }) => !concludes).map(({ personId }) => personId)
  return (
    <Form intent={again ? 'reassign' : 'assign'} reply={reply}>
      {again ? <p>{t('answer:assign.again')}</p> : null}
      <Select name="specialistId" label={t('record:box.assign.specialist')} hint={view.specialty} options={view.specialists.map((one) => ({ value: one.id, label: label(one) }))} empty={t('record:choose')} defaultValue={view.specialistId ?? ''} />
      <details className="more-asked" open={others.length > 0}>
        <summary>{t('answer:assign.more')}</summary>
        <Choice many name="otherIds" legend={t('answer:assign.others')} hint={t('answer:assign.hint')} optional defaultValue={others}
          options={view.specialists.map((one) => ({ value: one.id, label: label(one), ...(answered.has(one.id) ? { hint: t('answer:assign.answered') } : {}) }))} />
      </details>
      <Button kind="go">{t('record:box.assign.do')}</Button>
    </Form>
  )
}
