import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { fieldId } from '~/ui/form-context'
import { SaveStatus } from '~/ui/save-status'
import type { Autosave } from '~/ui/use-autosave'
import { formId } from './form-id'
import type { Sending } from './use-sending'

/** Whether the text is safe, and the button; at the thumb on a phone, beside the form on a desk. */
export function SendBar({ autosave, sending, press }: { autosave: Autosave; sending: Sending; press: () => void }) {
  const { t, i18n } = useTranslation()
  const wrong = autosave.state === 'refused' ? autosave.problems[0]?.field : undefined
  const name = [`compose:field.${wrong?.split('.')[0]}`, `consults:clinical.${wrong?.split('.')[0]}`].find((key) => i18n.exists(key))
  const trouble = sending === 'lost' || sending === 'signedOut' || sending === 'failed'
  return (
    <div className="sticky bottom-[calc(57px+env(safe-area-inset-bottom)+var(--dock-height,0px))] z-10 -mx-(--gutter) border-t border-rule-2 bg-paper px-(--gutter) py-2 desk:static desk:top-20 desk:bottom-auto desk:mx-0 desk:border-t-2 desk:border-ink desk:px-0 desk:pt-4">
      <SaveStatus autosave={autosave} />
      {wrong && name ? <p><a className="inline-flex min-h-(--hit) items-center" href={`#${fieldId(formId, wrong)}`}>{t(name)}</a></p> : null}
      {trouble ? <p className="err mt-1" role="alert">{t(`compose:send.${sending}`)}</p> : null}
      <div className="btns mt-1">
        <Button kind="go" name="intent" value="send" onClick={press}>{t(sending === 'sending' ? 'compose:send.sending' : 'compose:send.go')}</Button>
        <Button name="intent" value="save">{t('compose:send.save')}</Button>
      </div>
      <p className="hint mt-2 hidden desk:block">{t('compose:send.what')}</p>
    </div>
  )
}
