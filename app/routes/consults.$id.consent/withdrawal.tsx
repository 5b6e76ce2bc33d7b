import { useTranslation } from 'react-i18next'
import { consentRelations } from '~/domain/consults/consent-choices'
import type { ConsentView } from '~/domain/consults/consent-view.server'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'

const refused = (reply: unknown): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && 'problems' in reply && reply.intent === 'withdraw'

/** The patient's way back, also after the end while somebody outside still reads: says first what it ends and what stays. */
export function Withdrawal({ view, reply }: { view: ConsentView; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <section className="acts">
      <Dialog title={t('consent:withdraw.title')} trigger={t('consent:withdraw.title')} kind="stop" open={refused(reply)}>
        <Form intent="withdraw" reply={reply}>
          <p>{t(view.open ? 'consent:withdraw.text' : 'consent:withdraw.textEnded', { supporting: view.supporting, requesting: view.requesting })}</p>
          <Select name="relation" label={t('consent:withdraw.who')} empty={t('consent:collect.choose')} options={consentRelations.map((value) => ({ value, label: t(`consults:relation.${value}`) }))} />
          <Field name="personName" label={t('consent:collect.personName')} autoComplete="off" spellCheck={false} optional />
          <TextArea name="note" label={t('consent:withdraw.note')} rows={3} />
          <div className="btns"><Button kind="stop">{t(view.open ? 'consent:withdraw.do' : 'consent:withdraw.doEnded')}</Button></div>
        </Form>
      </Dialog>
    </section>
  )
}
