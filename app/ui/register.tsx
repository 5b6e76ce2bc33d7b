import type { ReactNode } from 'react'

/** Margin, line, text: rows of a well-kept register. */
export function Register({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={className ? `register ${className}` : 'register'}>{children}</div>
}
