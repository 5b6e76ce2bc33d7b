import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonKind } from './button'
import { useHydrated } from './use-hydrated'

interface DialogProps {
  title: string
  /** words of the button that opens it */
  trigger: string
  kind?: ButtonKind
  /** open from the start, because its form came back with problems */
  open?: boolean
  children: ReactNode
}

/** The browser's own dialog follows `open`, which only the server's answer changes. */
function useOpenWhen(open: boolean) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [open])
  return dialog
}

/** For what cannot be undone: says who will see it, asks the reason. Before JavaScript it unfolds in its place. */
export function Dialog({ title, trigger, kind = 'plain', open = false, children }: DialogProps) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const dialog = useOpenWhen(open && hydrated)
  const heading = useId()
  if (!hydrated)
    return (
      <details className="unfolds" open={open}>
        <summary className={kind === 'plain' ? 'btn' : `btn ${kind}`}>{trigger}</summary>
        <section className="dialog" aria-labelledby={heading}><h2 id={heading}>{title}</h2>{children}</section>
      </details>
    )
  return (
    <>
      <Button type="button" kind={kind} aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>{trigger}</Button>
      <dialog className="dialog" ref={dialog} aria-labelledby={heading}>
        <h2 id={heading}>{title}</h2>
        {children}
        <Button type="button" kind="bare" className="shut" onClick={() => dialog.current?.close()}>{t('shell:close')}</Button>
      </dialog>
    </>
  )
}
