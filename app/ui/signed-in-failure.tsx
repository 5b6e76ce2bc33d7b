import { CallDock } from './call/call-dock'
import { Failure } from './failure'
import { Shell } from './shell'

/** An error page inside the bar of signed-in pages; a file of its own so that a stranger's page need not bring the bar. */
export default function SignedInFailure({ error }: { error: unknown }) {
  return <><Shell><Failure error={error} /></Shell><CallDock /></>
}
