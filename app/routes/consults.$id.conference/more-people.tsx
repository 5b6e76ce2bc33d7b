import { useTranslation } from 'react-i18next'
import type { ArrangePage } from '~/domain/schedule/arrange-page.server'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Fold } from '~/ui/fold'

interface Props { page: ArrangePage; open: boolean; watching: boolean; elsewhere: boolean }

/** Who looks on and who helps, and where else sound and picture are: most conferences need none of it, so it is folded away. */
export function MorePeople({ page: { observers, technicians, partners, watching }, open, ...shown }: Props) {
  const { t } = useTranslation()
  const options = (people: ArrangePage['observers']) => people.map((person) => ({ value: person.personId, label: t('schedule:arrange.person', { ...person }) }))
  return (
    <>
      <Fold title={t('schedule:more.observers')} note={t('schedule:more.observersNote')} open={open || shown.watching}>
        {partners.length > 0 ? (
          <>
            <Choice many optional name="watchingIds" legend={t('schedule:more.partners')} hint={t('schedule:more.partnersHint')} options={partners.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={watching} />
            <div className="btns"><Button name="intent" value="watch">{t('schedule:more.show')}</Button></div>
          </>
        ) : null}
        <Choice many optional name="observerIds" legend={t('schedule:more.observerIds')} hint={t('schedule:more.observerHint')} options={options(observers)} />
      </Fold>
      <Fold title={t('schedule:more.technicians')} note={t('schedule:more.techniciansNote')} open={open}>
        <Choice many optional name="technicianIds" legend={t('schedule:more.technicianIds')} options={options(technicians)} />
      </Fold>
      <Fold title={t('schedule:more.outside')} note={t('schedule:more.outsideNote')} open={open || shown.elsewhere}>
        <Field name="title" label={t('schedule:more.title')} maxLength={200} optional />
        <Field name="link" label={t('schedule:more.link')} hint={t('schedule:more.linkHint')} type="url" inputMode="url" maxLength={500} autoCapitalize="none" spellCheck={false} optional />
        <Field name="telephone" label={t('schedule:more.telephone')} type="tel" inputMode="tel" maxLength={40} optional />
      </Fold>
    </>
  )
}
