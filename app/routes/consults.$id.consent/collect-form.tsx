import { useTranslation } from 'react-i18next'
import { consentForms, consentRelations } from '~/domain/consults/consent-choices'
import type { ConsentView } from '~/domain/consults/consent-view.server'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Check } from '~/ui/check'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'

/** Who agreed, in which form; nothing is chosen beforehand. A minor's own name is not among the choices. */
export function CollectForm({ view, reply }: { view: ConsentView; reply: unknown }) {
  const { t } = useTranslation()
  const adult = view.signer === 'adult'
  const relations = consentRelations.filter((relation) => adult || relation !== 'self')
  return (
    <section className="todo now">
      <h2>{t('consent:collect.title')}</h2>
      <Form intent="collect" reply={reply}>
        <Choice name="form" legend={t('consent:collect.form')} options={consentForms.map((value) => ({ value, label: t(`consent:form.${value}`) }))} />
        <Select name="relation" label={t('consent:collect.relation')} empty={t('consent:collect.choose')} options={relations.map((value) => ({ value, label: t(`consults:relation.${value}`) }))} />
        <Field name="personName" label={t('consent:collect.personName')} autoComplete="off" spellCheck={false} optional={adult} {...(adult && { hint: t('consent:collect.personNameHint') })} />
        {view.signer === 'minor' ? <Check name="childAgreed" label={t('consent:collect.childAgreed')} /> : null}
        {view.signer === 'smallChild' ? null : <TextArea name="reason" rows={2} optional label={t('consent:collect.reason')} hint={t('consent:collect.reasonHint')} />}
        {view.photos.length > 0 ? <Select name="fileId" label={t('consent:collect.fileId')} optional empty={t('consent:collect.noFile')} options={view.photos.map(({ id, name, at }) => ({ value: id, label: `${name}, ${formatDateTime(at)}` }))} /> : null}
        <div className="btns"><Button kind="go">{t('consent:collect.do')}</Button></div>
      </Form>
    </section>
  )
}
