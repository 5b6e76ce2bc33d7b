import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArrangePage } from '~/domain/schedule/arrange-page.server'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { FieldError } from '~/ui/field-frame'
import { fieldId, FormState } from '~/ui/form-context'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'

type Line = ArrangePage['consults'][number]
interface LineProps { line: Line; index: number; count: number; standing: (person: Line['presenters'][number]) => { words: string; disabled: boolean } }

/** A line: the consult, its minutes, who presents, and its place. */
function AgendaLine({ line: { id, code, level, hospital, presenters }, index, count, standing }: LineProps) {
  const { t } = useTranslation()
  return (
    <li>
      <input type="hidden" name="consultIds" value={id} />
      <p><b>{code}</b> {level ? <LevelMark level={level} /> : null} <span className="meta">{hospital}</span></p>
      {count > 1 ? <Field name="lengths" path={`lengths.${index}`} label={t('schedule:agenda.minutes')} inputMode="numeric" width="short" defaultValue="20" /> : null}
      <Select name="presenterIds" path={`presenterIds.${index}`} label={t('schedule:agenda.presenter')} defaultValue={presenters[0]?.personId ?? ''}
        options={presenters.map((person) => {
          const { words, disabled } = standing(person)
          return { value: person.personId, label: [t('schedule:arrange.person', { ...person }), words].filter(Boolean).join(', '), disabled }
        })} />
      {count > 1 ? (
        <div className="btns">
          {index > 0 ? <Button name="intent" value={`up ${id}`}>{t('schedule:agenda.up')}<span className="sr"> {code}</span></Button> : null}
          {index < count - 1 ? <Button name="intent" value={`down ${id}`}>{t('schedule:agenda.down')}<span className="sr"> {code}</span></Button> : null}
          <Button kind="bare" name="intent" value={`remove ${id}`}>{t('schedule:agenda.remove')}<span className="sr"> {code}</span></Button>
        </div>
      ) : null}
    </li>
  )
}

/** The consults in order, and one more of those that wait. Order changes by buttons of the same form, also before JavaScript. */
export function AgendaFields({ page: { consults, addable }, standing }: { page: ArrangePage; standing: LineProps['standing'] }) {
  const { t } = useTranslation()
  const { id: formId, problems } = useContext(FormState)
  const complaint = problems.find(({ field }) => field === 'consultIds' || field === 'lengths' || field === 'presenterIds')
  return (
    <Section title={t('schedule:agenda.title')} note={t('schedule:agenda.count', { count: consults.length })}>
      <div id={fieldId(formId, complaint?.field ?? 'consultIds')} tabIndex={-1}><FieldError id={fieldId(formId, 'agenda')} complaint={complaint} /></div>
      <ol className="agenda-edit">
        {consults.map((line, index) => <AgendaLine key={`${line.id} ${index}`} line={line} index={index} count={consults.length} standing={standing} />)}
      </ol>
      {addable.length > 0 ? (
        <div className="agenda-add">
          <Select key={consults.length} name="addId" label={t('schedule:agenda.addLabel')} empty={t('schedule:agenda.choose')} optional
            options={addable.map(({ id, code, level, hospital }) => ({ value: id, label: [code, hospital, level ? t(`consults:level.${level}`) : ''].filter(Boolean).join(', ') }))} />
          <Button name="intent" value="add">{t('schedule:agenda.add')}</Button>
        </div>
      ) : <p className="hint">{t('schedule:agenda.noneToAdd')}</p>}
    </Section>
  )
}
