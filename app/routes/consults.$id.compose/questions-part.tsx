import { useRef, useState, type MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { limits } from '~/domain/consults/limits'
import { Button } from '~/ui/button'
import { FieldError } from '~/ui/field-frame'
import { useField } from '~/ui/form-context'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { TextArea } from '~/ui/text-area'
import { useHydrated } from '~/ui/use-hydrated'
import { Part } from './part'

interface Line { key: number; text: string }

/** Rows keep their own key, so that taking one away leaves the texts of the others where they are. */
function useLines(saved: string[]) {
  const next = useRef(saved.length)
  const [lines, change] = useState<Line[]>(() => (saved.length > 0 ? saved : ['']).map((text, key) => ({ key, text })))
  return {
    lines,
    add: () => change((before) => [...before, { key: (next.current += 1), text: '' }]),
    remove: (key: number) => change((before) => before.filter((line) => line.key !== key)),
  }
}

/** Numbered questions. Adding and taking away are buttons of the form, done at once where JavaScript runs. */
export function QuestionsPart({ saved }: { saved: string[] }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const { id, complaint, chosen } = useField('questions')
  const { lines, add, remove } = useLines(hydrated ? saved : (chosen ?? saved))
  const [said, say] = useState('')
  const at = (event: MouseEvent<HTMLButtonElement>, done: () => void, words: string, focus: string) => {
    if (!hydrated) return
    event.preventDefault()
    const { form } = event.currentTarget
    flushSync(() => { done(); say(words) })
    document.getElementById(focus)?.focus()
    form?.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <Part number={5} title={t('compose:part.questions')}>
      <div id={id} tabIndex={-1} className={complaint ? 'field bad mb-3' : undefined}>
        <p className="hint mb-2">{t('compose:questions.hint')}</p>
        <FieldError id={id} complaint={complaint} />
      </div>
      <Register className="max-w-form [--margin:72px]">
        {lines.map(({ key, text }, index) => (
          <Row key={key} margin={<span className="hidden font-semibold tablet:inline" aria-hidden="true">{t('compose:questions.label', { number: index + 1 })}</span>}>
            <TextArea name="questions" path={`questions.${index}`} rows={2} label={<span className="tablet:sr-only">{t('compose:questions.label', { number: index + 1 })}</span>} defaultValue={text} />
            {lines.length > 1 ? (
              <div className="mt-1 flex justify-end">
                <Button kind="bare" name="intent" value={`removeQuestion.${index}`} aria-label={t('compose:questions.removeNumber', { number: index + 1 })}
                  onClick={(event) => at(event, () => remove(key), t('compose:questions.removed', { number: index + 1 }), id)}>{t('compose:questions.remove')}</Button>
              </div>
            ) : null}
          </Row>
        ))}
      </Register>
      {lines.length < limits.questions ? (
        <Button className="mt-3" icon="plus" name="intent" value="addQuestion"
          onClick={(event) => at(event, add, t('compose:questions.added', { number: lines.length + 1 }), `${id}.${lines.length}`)}>{t('compose:questions.add')}</Button>
      ) : null}
      <p className="sr" role="status">{said}</p>
    </Part>
  )
}
