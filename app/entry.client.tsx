import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { textsInBrowser } from '~/platform/texts/in-browser'

void textsInBrowser().then((texts) => {
  startTransition(() => {
    hydrateRoot(document, <StrictMode><I18nextProvider i18n={texts}><RemixBrowser /></I18nextProvider></StrictMode>)
  })
})
