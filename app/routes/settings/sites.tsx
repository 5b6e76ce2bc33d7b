import { useTranslation } from 'react-i18next'
import type { SiteLine } from '~/domain/schedule/own-hours.server'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { BlockForm, Blocks } from '~/ui/schedule/blocks'
import { Section } from '~/ui/section'

/** The hospital's conference rooms with their device, each with when it is used otherwise. */
export function Sites({ sites, reply }: { sites: readonly SiteLine[]; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings:sites.title')} id="sites">
      <p className="hint">{t('settings:sites.text')}</p>
      {sites.length === 0 ? <p>{t('settings:sites.none')}</p> : sites.map(({ id, name, telephone, blocks }) => (
        <Section key={id} level={3} title={name} note={telephone || undefined}>
          <Blocks blocks={blocks} reply={reply} empty={t('settings:sites.noBlocks')} />
          <BlockForm intent="siteBlock" reply={reply} title={t('settings:sites.block', { name })} siteId={id} />
          <Form intent="closeSite" reply={reply}><input type="hidden" name="siteId" value={id} /><Button kind="bare">{t('settings:sites.close', { name })}</Button></Form>
        </Section>
      ))}
      <Form intent="addSite" reply={reply} className="setting-form">
        <Field name="name" label={t('settings:sites.name')} maxLength={100} />
        <Field name="telephone" type="tel" label={t('settings:sites.telephone')} maxLength={30} optional />
        <Button kind="go">{t('settings:sites.add')}</Button>
      </Form>
    </Section>
  )
}
