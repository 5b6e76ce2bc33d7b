import { HospitalBadge } from '~/ui/hospital-badge'
import type { Signature } from './view.server'

/** A name with the badge of the hospital the person acted for. */
export function Signed({ by }: { by: Signature }) {
  return <>{by.name} {by.badge ? <HospitalBadge code={by.badge} senior={by.senior} /> : null}</>
}
