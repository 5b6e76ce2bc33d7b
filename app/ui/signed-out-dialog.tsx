import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { signedIn, signedOut, told, tryAgain } from '~/domain/people/hold-fetch'
import { Button } from './button'

/** Open when a request found the sign-in ended, also one before this was fetched; shut when one went through again. */
function useSignedOut() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const open = () => { if (!dialog.current?.open) dialog.current?.showModal() }
    const shut = () => dialog.current?.close()
    if (told.has(signedOut)) open()
    window.addEventListener(signedOut, open)
    window.addEventListener(signedIn, shut)
    return () => {
      window.removeEventListener(signedOut, open)
      window.removeEventListener(signedIn, shut)
    }
  }, [])
  return dialog
}

/** Says that the sign-in has ended, and lets one sign in again beside the page without losing what was typed. */
export function SignedOutDialog() {
  const { t } = useTranslation()
  const dialog = useSignedOut()
  const heading = useId()
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={heading}>
      <h2 id={heading}>{t('shell:signedOut.title')}</h2>
      <p>{t('shell:signedOut.text')}</p>
      <p>
        <a className="btn go" href="/sign-in?next=/signed-in" target="_blank" rel="noopener">{t('shell:signedOut.signIn')}</a>{' '}
        <Button type="button" onClick={tryAgain}>{t('shell:signedOut.again')}</Button>
      </p>
    </dialog>
  )
}
