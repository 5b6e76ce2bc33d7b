import { browserCookie, cookieOf } from './cookies'
import type { Visitor } from './sign-in.server'

/** Where a request to sign in comes from. `address` is the one server.ts saw, behind the proxy it trusts. */
export const visitorOf = ({ headers }: Request, address: string): Visitor => ({
  address, userAgent: headers.get('user-agent') ?? '', browser: cookieOf(headers.get('cookie'), browserCookie),
})
