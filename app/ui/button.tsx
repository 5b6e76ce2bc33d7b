import { Link } from '@remix-run/react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** go: mine to decide; plain: anything else; stop: destroys; alarm: báo động đỏ; bare: looks like a link. */
export type ButtonKind = 'go' | 'plain' | 'stop' | 'alarm' | 'bare'

const classOf = (kind: ButtonKind, className?: string) => ['btn', kind !== 'plain' && kind, className].filter(Boolean).join(' ')

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind
  icon?: IconName
}

/** A button of a form; never disabled while something is missing: pressing it explains. */
export function Button({ kind = 'plain', icon, className, children, ...rest }: ButtonProps) {
  return <button {...rest} className={classOf(kind, className)}>{icon ? <Icon name={icon} /> : null}{children}</button>
}

interface ButtonLinkProps { to: string; kind?: ButtonKind; icon?: IconName; reloadDocument?: boolean; className?: string; children: ReactNode }

/** A link that looks like a button. Pages with patients are not fetched ahead, because reading them is recorded. */
export function ButtonLink({ to, kind = 'plain', icon, reloadDocument, className, children }: ButtonLinkProps) {
  return <Link to={to} reloadDocument={reloadDocument ?? false} prefetch="none" className={classOf(kind, className)}>{icon ? <Icon name={icon} /> : null}{children}</Link>
}
