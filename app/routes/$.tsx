import { notFound } from '~/platform/problem'

// An unknown address: answered by a route, so that the page is the same as for a record one may not see.
export const loader = () => {
  throw notFound()
}

export const action = loader

export default function Unknown() {
  return null
}
