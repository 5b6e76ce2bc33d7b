import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { signedIn, signedOut, tryAgain } from '~/domain/people/hold-fetch'
import { Button } from './button'

/** Open from the beginning; shut when a request went through again, open once more when one did not. */
function useSignedOut() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const open = () => { if (!dialog.current?.open) dialog.current?.showModal() }
    const shut = () => dialog.current?.close()
    open()
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
export default function SignedOutDialog() {
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
