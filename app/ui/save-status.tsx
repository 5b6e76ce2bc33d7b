import { useTranslation } from 'react-i18next'
import { formatTime } from '~/platform/dates'
import { Icon } from './icon'
import type { Autosave } from './use-autosave'

/** Whether what was typed is safe, in words; the route needs the namespace `autosave`. */
export function SaveStatus({ autosave: { state, savedAt, problems, kept } }: { autosave: Autosave }) {
  const { t } = useTranslation()
  const bad = ['offline', 'signedOut', 'stale', 'refused'].includes(state)
  return (
    <p className={bad ? 'chip is-late whitespace-normal' : 'hint'} role="status">
      {bad ? <Icon name="late" small /> : null}
      <span>
        {state === 'saved' ? (savedAt ? t('autosave:saved', { time: formatTime(savedAt) }) : t('autosave:nothing')) : t(`autosave:${state}`)}
        {state === 'refused' && problems[0] ? ` ${t(problems[0].key, problems[0].params)}` : null}
        {bad && kept.safe ? ` ${t('autosave:kept')}` : null}
        {state === 'signedOut' ? <> <a href="/sign-in?next=/signed-in" target="_blank" rel="noreferrer">{t('autosave:signIn')}</a></> : null}
      </span>
    </p>
  )
}
