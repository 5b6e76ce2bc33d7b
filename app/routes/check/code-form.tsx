import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'

/** Where a check code is typed; a plain GET, so it works without JavaScript and the answer has an address. */
export function CodeForm({ code = '' }: { code?: string }) {
  const { t } = useTranslation()
  return (
    <Form method="get" action="/check" className="mt-4">
      <Field key={code} name="code" label={t('documents:check.code')} hint={t('documents:check.codeHint')} defaultValue={code} className="max-w-80" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
      <p className="mt-4"><Button kind="go" type="submit">{t('documents:check.go')}</Button></p>
    </Form>
  )
}
