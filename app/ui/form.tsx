import { Form as RemixForm, useNavigation, type FetcherWithComponents } from '@remix-run/react'
import { Fragment, useId, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '~/platform/http/form'
import { ErrorSummary } from './error-summary'
import { FormState } from './form-context'
import { useRootData } from './root-data'
import { useCommandId } from './use-command-id'

interface FormProps {
  /** what the form asks for; pressing Enter in a field asks for this */
  intent: string
  /** intents of further buttons inside: then every visible button carries name="intent" and its value */
  also?: string[]
  /** the action's answer (useActionData); a fetcher brings its own */
  reply?: unknown
  fetcher?: FetcherWithComponents<unknown>
  action?: string
  encType?: 'multipart/form-data'
  /** false where the page shows the summary elsewhere */
  summary?: boolean
  id?: string
  className?: string
  preventScrollReset?: boolean
  children: ReactNode
}

const isReply = (reply: unknown): reply is Reply => typeof reply === 'object' && reply !== null && 'problems' in reply && 'intent' in reply

/** A form that is posted to its own page: carries command, membership and intent, and shows what the server could not accept. */
export function Form({ intent, also = [], reply, fetcher, action, encType, summary = true, id, className, preventScrollReset, children }: FormProps) {
  const { t } = useTranslation()
  const { viewer } = useRootData()
  const navigation = useNavigation()
  const generated = `f${useId().replace(/\W/g, '')}`
  const formId = id ?? generated
  const answer = fetcher ? fetcher.data : reply
  const mine = isReply(answer) && [intent, ...also].includes(answer.intent) ? answer : undefined
  const commandId = useCommandId(fetcher ?? navigation, mine !== undefined)
  const state = useMemo(() => ({ id: formId, problems: mine?.problems ?? [], values: mine?.values ?? {} }), [formId, mine])
  const Element = fetcher ? fetcher.Form : RemixForm
  return (
    <Element method="post" noValidate id={formId} {...(action && { action })} {...(encType && { encType })} {...(className && { className })} preventScrollReset={preventScrollReset ?? false}>
      {also.length > 0
        ? <button className="sr" name="intent" value={intent} tabIndex={-1} aria-hidden="true">{t('shell:send')}</button>
        : <input type="hidden" name="intent" value={intent} />}
      <input type="hidden" name="commandId" value={commandId} />
      {viewer ? <input type="hidden" name="membershipId" value={viewer.membershipId} /> : null}
      <FormState.Provider value={state}>
        {summary && state.problems.length > 0 ? <ErrorSummary problems={state.problems} formId={formId} /> : null}
        <Fragment key={commandId}>{children}</Fragment>
      </FormState.Provider>
    </Element>
  )
}
