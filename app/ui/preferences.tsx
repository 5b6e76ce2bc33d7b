import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages } from '~/platform/texts/languages'
import { useRootData } from './root-data'

/** Language and background of this browser. Plain forms: the whole page is fetched anew in the other language. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const { pathname, search } = useLocation()
  const { theme } = useRootData()
  const returnTo = <input type="hidden" name="returnTo" value={pathname + search} />
  return (
    <div className="prefs">
      <form method="post" action="/language" aria-label={t('shell:language.label')}>
        {returnTo}
        {languages.map((language) => (
          <button key={language} name="language" value={language} lang={language} aria-pressed={i18n.language === language}>{t(`shell:language.${language}`)}</button>
        ))}
      </form>
      <form method="post" action="/theme" aria-label={t('shell:theme.label')}>
        {returnTo}
        <span>{t('shell:theme.label')}:</span>
        {(['system', 'light', 'dark'] as const).map((choice) => (
          <button key={choice} name="theme" value={choice} aria-pressed={theme === choice}>{t(`shell:theme.${choice}`)}</button>
        ))}
      </form>
    </div>
  )
}
