import { useTranslation } from 'react-i18next'
import { Note } from '~/ui/note'

/** Another service, or a number to dial, in the place of our sound and picture. */
export function OutsideLine({ link, telephone }: { link: string; telephone: string }) {
  const { t } = useTranslation()
  if (!link && !telephone) return null
  return (
    <Note tone="wait" icon="phone" title={t(link ? 'rooms:wayIn.outside' : 'rooms:wayIn.outsideNumber')}>
      {link ? <a href={link} target="_blank" rel="noreferrer noopener">{link}</a> : null}{link && telephone ? '; ' : null}
      {telephone ? <a className="tel" href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a> : null}
      {link ? <span>. {t('rooms:wayIn.outsideWords')}</span> : null}
    </Note>
  )
}
