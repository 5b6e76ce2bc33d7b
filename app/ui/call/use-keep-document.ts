import { useNavigate, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Pages that are elsewhere opened as documents of their own, since only a room's document may use the microphone: this one is a room's. */
const pages = /^\/(today|conferences\/[^/]+(\/(room|check|wait))?)\/?$/
/** Forms sent without scripts elsewhere, so that they work in any browser. */
const forms = /^\/(inbox|theme)\/?$/

const anchorOf = (target: EventTarget | null): HTMLAnchorElement | null => (target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null)

/** A call lives in its document. What would take the document away goes through the router, or opens beside it. */
export function useKeepDocument(): void {
  const navigate = useNavigate()
  const submit = useSubmit()
  const { t } = useTranslation('rooms')
  const now = useRef({ navigate, submit, t })
  now.current = { navigate, submit, t }
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const anchor = anchorOf(event.target)
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !anchor) return
      const { origin, pathname, search, hash } = new URL(anchor.href)
      const samePage = hash !== '' && pathname === location.pathname && search === location.search
      if (origin !== location.origin || samePage || anchor.target || anchor.hasAttribute('download')) return
      event.preventDefault()
      if (pages.test(pathname)) void now.current.navigate(pathname + search + hash)
      else window.open(anchor.href, '_blank', 'noopener')
    }
    const send = (event: SubmitEvent) => {
      if (event.defaultPrevented || !(event.target instanceof HTMLFormElement) || event.target.target) return
      const { pathname } = new URL(event.target.action)
      if (forms.test(pathname)) {
        event.preventDefault()
        const button = event.submitter
        now.current.submit(button instanceof HTMLButtonElement ? button : event.target)
      } else if (pathname !== '/sign-out' && !window.confirm(now.current.t('rooms:dock.leavesDocument'))) event.preventDefault()
    }
    // On the window, so that whatever React and the router do comes first.
    window.addEventListener('click', click)
    window.addEventListener('submit', send)
    return () => {
      window.removeEventListener('click', click)
      window.removeEventListener('submit', send)
    }
  }, [])
}
