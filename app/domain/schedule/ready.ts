import type { ConferenceState, SiteState } from '~/platform/database/enums'

/** SẴN SÀNG: the time stands, and at every site that comes camera, microphone, loudspeaker and line were tried. Without sites nobody has to. */
export function isReady({ state, sites }: { state: ConferenceState; sites: readonly { state: SiteState }[] }): boolean {
  const coming = sites.filter((site) => site.state !== 'declined')
  return state === 'planned' && coming.length > 0 && coming.every((site) => site.state === 'checked')
}
