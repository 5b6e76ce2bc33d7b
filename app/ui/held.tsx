import { holdFetch } from '~/domain/people/hold-fetch'
import { CallDock } from './call/call-dock'
import { LineLost } from './line-lost'
import { SignedOutDialog } from './signed-out-dialog'

holdFetch()

/** What a page says while its requests wait, for a sign-in or for the line; and the room its person is in. */
export default function Held() {
  return <><SignedOutDialog /><LineLost /><CallDock /></>
}
