import { useTranslation } from 'react-i18next'
import { deviceNames, deviceOutcomes, type Devices } from '~/domain/rooms/way-in-schema'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'

interface SiteCheckProps { sites: readonly { id: string; name: string; devices: Devices; note: string }[]; chosen?: string | null; reply: unknown }

/** What was tried in front of a site's device, written down by whoever tried it. */
export function SiteCheck({ sites, chosen, reply }: SiteCheckProps) {
  const { t } = useTranslation()
  const site = sites.find(({ id }) => id === chosen) ?? sites[0]
  if (!site) return null
  return (
    <Form intent="checkSite" reply={reply} preventScrollReset>
      <p className="hint">{t('rooms:sites.checkLead')}</p>
      {sites.length > 1
        ? <Choice name="siteId" legend={t('rooms:sites.checkChoose')} options={sites.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={site.id} />
        : <><p><b>{t('rooms:sites.checkFor', { name: site.name })}</b></p><input type="hidden" name="siteId" value={site.id} /></>}
      {deviceNames.map((name) => (
        <Choice key={name} name={name} legend={t(`rooms:sites.${name}`)} defaultValue={site.devices[name]} options={deviceOutcomes.map((value) => ({ value, label: t(`rooms:sites.outcome.${value}`) }))} className="outcomes" />
      ))}
      <TextArea name="note" label={t('rooms:sites.checkNote')} optional maxLength={500} rows={2} defaultValue={sites.length > 1 ? '' : site.note} />
      <div className="btns"><Button kind="go">{t('rooms:sites.checkGo')}</Button></div>
    </Form>
  )
}
