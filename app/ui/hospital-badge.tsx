import { useTranslation } from 'react-i18next'

/** A hospital's short code: filled for the senior (chị), outlined for the junior (em); the name beside it when given. */
export function HospitalBadge({ code, senior = false, name }: { code: string; senior?: boolean; name?: string }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={senior ? 'site senior' : 'site'} title={name ?? t(senior ? 'shell:side.senior' : 'shell:side.junior')}>{code}</span>
      {name ? ` ${name}` : null}
    </>
  )
}
