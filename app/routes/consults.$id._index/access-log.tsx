import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'
import { Empty } from '~/ui/empty'
import { Icon } from '~/ui/icon'
import { Section } from '~/ui/section'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

/** Who opened what: for the hospital that owns the record. */
export function AccessLog({ view: { accessLog, ownSide, supporting } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (!ownSide) return null
  return (
    <Section id="nhat-ky" title={t('record:access.title')} note={t('record:access.note')}>
      {accessLog.length === 0 ? <Empty title={t('record:access.none')} /> : (
        <table className="stack one">
          <thead><tr><th>{t('record:access.who')}</th><th>{t('record:access.when')}</th><th>{t('record:access.part')}</th><th>{t('record:access.basis')}</th></tr></thead>
          <tbody>
            {accessLog.map(({ id, at, by, part, basis }) => (
              <tr key={id}>
                <td><Signed by={by} /></td><td className="num">{formatDateTime(at)}</td><td>{t(`record:part.${part}`, { defaultValue: part })}</td>
                <td>{basis.map((one) => t(`record:right.${one}`, { defaultValue: one })).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hint before"><Icon name="lock" small /> {t('record:access.ends', { hospital: supporting?.shortName ?? '' })}</p>
    </Section>
  )
}
