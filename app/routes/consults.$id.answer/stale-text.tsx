import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Note } from '~/ui/note'
import type { RecordView } from '~/ui/record/view.server'
import type { Autosave } from '~/ui/use-autosave'
import { useHydrated } from '~/ui/use-hydrated'
import type { Written } from './answer-view.server'

/** The other page's text is fetched once it is known that there is one. */
function useTheirs(stale: boolean) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (stale) revalidate()
  }, [stale, revalidate])
}

/** Two pages wrote at once: both texts are shown, and the writer chooses. */
export function StaleText({ questions, theirs, stale, autosave }: { questions: RecordView['questions']; theirs: Written; stale: boolean; autosave: Autosave }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  useTheirs(stale)
  if (!stale) return null
  const takeTheirs = () => {
    autosave.giveUp()
    window.location.reload()
  }
  return (
    <Note tone="soon">
      <p>{t('record:answer.stale')}</p>
      {theirs.answers.map((text, index) => <p className="told" key={index}><b>{t('record:answer.question', { number: questions[index]?.number ?? index + 1 })}:</b> {text}</p>)}
      {theirs.general ? <p className="told">{theirs.general}</p> : null}
      {hydrated ? <div className="btns"><Button type="button" onClick={() => autosave.keepMine(theirs.version)}>{t('record:answer.keepMine')}</Button><Button type="button" onClick={takeTheirs}>{t('record:answer.takeTheirs')}</Button></div> : null}
    </Note>
  )
}
