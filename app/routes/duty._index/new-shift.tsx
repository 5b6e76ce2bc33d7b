import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'

interface Choices {
  people: { personId: string; name: string; kinds: ('specialist' | 'doctor' | 'leader')[] }[]
  specialties: { code: string; nameVi: string; nameEn: string }[]
  departments: { id: string; name: string }[]
}

/** One duty, or the same hours on several days in a row. */
export function NewShift({ choices, today, reply, open }: { choices: Choices; today: string; reply: unknown; open: boolean }) {
  const { t, i18n } = useTranslation()
  const kinds = ['specialist', 'doctor', 'leader'] as const
  return (
    <details className="new-shift" open={open}>
      <summary className="btn go">{t('duty:new.title')}</summary>
      <Form intent="enter" reply={reply}>
        <Choice name="kind" legend={t('duty:new.kind')} options={kinds.map((kind) => ({ value: kind, label: t(`duty:kind.${kind}`) }))} defaultValue="specialist" className="inline" />
        <div className="pair">
          <Select name="specialtyCode" label={t('duty:new.specialty')} hint={t('duty:new.specialtyHint')} options={choices.specialties.map(({ code, nameVi, nameEn }) => ({ value: code, label: i18n.language === 'vi' ? nameVi : nameEn }))} empty={t('duty:everySpecialty')} optional />
          <Select name="departmentId" label={t('duty:new.department')} hint={t('duty:new.departmentHint')} options={choices.departments.map(({ id, name }) => ({ value: id, label: name }))} empty={t('duty:choose')} optional />
        </div>
        <Select name="personId" label={t('duty:new.person')} options={choices.people.map(({ personId, name, kinds: able }) => ({ value: personId, label: `${name} (${able.map((kind) => t(`duty:kind.${kind}`)).join(', ')})` }))} empty={t('duty:choose')} />
        <div className="pair">
          <Field type="date" name="day" label={t('duty:new.day')} defaultValue={today} />
          <Field name="days" label={t('duty:new.days')} defaultValue="1" inputMode="numeric" width="short" />
          <Field type="time" name="from" label={t('duty:new.from')} defaultValue="16:30" width="short" />
          <Field type="time" name="until" label={t('duty:new.until')} hint={t('duty:new.untilHint')} defaultValue="07:30" width="short" />
        </div>
        <div className="pair">
          <Field name="rank" label={t('duty:new.rank')} hint={t('duty:new.rankHint')} defaultValue="1" inputMode="numeric" width="short" />
          <Field type="tel" name="telephone" label={t('duty:new.telephone')} hint={t('duty:new.telephoneHint')} optional />
        </div>
        <div className="btns"><Button kind="go">{t('duty:new.do')}</Button></div>
      </Form>
    </details>
  )
}
