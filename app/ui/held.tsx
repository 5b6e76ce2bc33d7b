import { holdFetch } from '~/domain/people/hold-fetch'
import { LineLost } from './line-lost'
import { SignedOutDialog } from './signed-out-dialog'

holdFetch()

/** What a page says while its requests wait: for a sign-in, or for the line. */
export default function Held() {
  return <><SignedOutDialog /><LineLost /></>
}
