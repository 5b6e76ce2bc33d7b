import { useTranslation } from 'react-i18next'
import type { SiteLine } from '~/domain/rooms/site-lines.server'
import { Section } from '~/ui/section'
import { SiteCheck } from '~/ui/way-in/site-check'

/** Whoever tries the device of a site says here what came of it. */
export function SiteResults({ sites, chosen, reply }: { sites: readonly SiteLine[]; chosen: string | null; reply: unknown }) {
  const { t } = useTranslation()
  if (sites.length === 0) return null
  return <Section title={t('rooms:sites.check')} id="site"><SiteCheck sites={sites} chosen={chosen} reply={reply} /></Section>
}
