import { useTranslation } from 'react-i18next'
import type { SiteLine } from '~/domain/rooms/site-lines.server'
import { deviceNames, type DeviceOutcome } from '~/domain/rooms/way-in-schema'
import { Button } from '~/ui/button'
import { Chip, type Tone } from '~/ui/chip'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import type { IconName } from '~/ui/icon'
import { TextArea } from '~/ui/text-area'
import { failed, replyOf } from './reply-of'
import { SiteCheck } from './site-check'

const looks: Record<SiteLine['state'], [Tone, IconName]> = { invited: ['soon', 'wait'], confirmed: ['wait', 'done'], declined: ['late', 'no'], checked: ['done', 'done'] }
const outcomeLooks: Record<DeviceOutcome, [Tone, IconName]> = { good: ['done', 'done'], bad: ['late', 'no'], untried: ['rest', 'rest'] }

/** A site's name, whether it comes, what was tried there, whom to call, and whose sign-in is on its device. */
export function SiteHead({ site }: { site: SiteLine }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[site.state]
  const tried = deviceNames.filter((name) => site.devices[name] !== 'untried')
  return (
    <>
      <p className="what"><b>{site.name}</b> <span className="meta">{site.hospital}</span> <Chip tone={tone} icon={icon}>{t(`rooms:sites.state.${site.state}`)}</Chip></p>
      {tried.length > 0 ? <p>{tried.map((name) => { const [look, shape] = outcomeLooks[site.devices[name]]
        return <Chip key={name} tone={look} icon={shape}>{t(`rooms:sites.${name}`)}: {t(`rooms:sites.outcome.${site.devices[name]}`)}</Chip> })}</p> : null}
      {site.note ? <p className="said">{site.note}</p> : null}
      {site.contact || site.telephone ? <p>{t('rooms:sites.contact')}: {site.contact} {site.telephone ? <a className="tel" href={`tel:${site.telephone.replace(/[^+\d]/g, '')}`}>{site.telephone}</a> : null}</p> : null}
      {site.device ? <p className="meta">{t('rooms:sites.device', { name: site.device.name })}</p> : null}
    </>
  )
}

/** What somebody of that hospital does about a site before and while the room is open. */
export function SiteDeeds({ site, conferenceId, reply }: { site: SiteLine; conferenceId: string; reply: unknown }) {
  const { t } = useTranslation()
  const { may, state, name } = site
  const mine = replyOf(reply, 'siteId', site.id)
  const id = <input type="hidden" name="siteId" value={site.id} />
  if (!may.answer && !may.contact && !may.take) return null
  return (
    <div className="btns">
      {may.answer && (state === 'invited' || state === 'declined') ? (
        <Form intent="confirmSite" reply={mine} preventScrollReset>{id}<Button kind="go" aria-label={t('rooms:sites.confirmOf', { name })}>{t('rooms:sites.confirm')}</Button></Form>
      ) : null}
      {may.take ? <Form intent="takeDevice" reply={mine} preventScrollReset>{id}<Button aria-label={t('rooms:sites.takeOf', { name })}>{t('rooms:sites.take')}</Button></Form> : null}
      {may.answer && state !== 'declined' ? (
        <Dialog key={`check ${site.stateAt ?? ''}`} title={t('rooms:sites.checkFor', { name })} trigger={t('rooms:sites.check')} open={failed(mine, 'checkSite')}>
          {may.seeDevices ? <p><a href={`/conferences/${conferenceId}/check?site=${site.id}`}>{t('rooms:wayIn.check')}</a></p> : null}
          <SiteCheck sites={[site]} reply={mine} />
        </Dialog>
      ) : null}
      {may.contact ? (
        <Dialog key={`contact ${site.contact} ${site.telephone}`} title={t('rooms:sites.contactTitle', { name })} trigger={t('rooms:sites.contactChange')} open={failed(mine, 'contactSite')}>
          <Form intent="contactSite" reply={mine} preventScrollReset>
            {id}
            <Field name="contact" label={t('rooms:sites.contact')} optional maxLength={200} defaultValue={site.contact} />
            <Field name="telephone" label={t('rooms:sites.telephone')} type="tel" optional maxLength={30} defaultValue={site.telephone} />
            <div className="btns"><Button kind="go">{t('rooms:sites.contactGo')}</Button></div>
          </Form>
        </Dialog>
      ) : null}
      {may.answer && state !== 'declined' ? (
        <Dialog title={t('rooms:sites.declineTitle', { name })} trigger={t('rooms:sites.decline')} open={failed(mine, 'declineSite')}>
          <Form intent="declineSite" reply={mine} preventScrollReset>
            {id}
            <TextArea name="note" label={t('rooms:wayIn.reason')} maxLength={500} rows={3} />
            <div className="btns"><Button kind="stop">{t('rooms:sites.declineGo')}</Button></div>
          </Form>
        </Dialog>
      ) : null}
    </div>
  )
}
