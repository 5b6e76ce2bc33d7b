import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

interface Remark { key: string; params: Record<string, string | number> }
interface Row { number: number; cells: string[]; good: boolean; reason: Remark | null; warning: Remark | null }

const columns = ['day', 'from', 'until', 'kind', 'line', 'person', 'rank', 'telephone'] as const

/** What the file would do: refused rows first, each with its reason; then one press takes the good ones. */
export function Report({ rows, stored }: { rows: readonly Row[]; stored: string }) {
  const { t } = useTranslation()
  const good = rows.filter((row) => row.good).length
  const inOrder = [...rows].sort((a, b) => Number(a.good) - Number(b.good) || Number(b.warning !== null) - Number(a.warning !== null) || a.number - b.number)
  return (
    <Section title={t('duty:import.report', { good, refused: rows.length - good })}>
      <p>{t('duty:import.nothingYet')}</p>
      {good > 0 ? (
        <Form intent="import" encType="multipart/form-data">
          <input type="hidden" name="rows" value={stored} />
          <div className="btns"><Button kind="go">{t('duty:import.do', { count: good })}</Button></div>
        </Form>
      ) : null}
      <div className="report-scroll" role="region" aria-label={t('duty:import.rows')} tabIndex={0}>
        <table className="report">
          <thead><tr><th scope="col">{t('duty:import.row')}</th><th scope="col">{t('duty:import.result')}</th>{columns.map((column) => <th key={column} scope="col">{t(`duty:column.${column}`)}</th>)}</tr></thead>
          <tbody>
            {inOrder.map(({ number, cells, reason, warning }) => (
              <tr key={number} className={reason ? 'refused' : undefined}>
                <td>{number}</td>
                <td>{reason ? <Chip tone="late" icon="late">{t('duty:import.refused')}</Chip> : <Chip tone={warning ? 'soon' : 'done'} icon={warning ? 'soon' : 'done'}>{t('duty:import.good')}</Chip>} {reason ? t(reason.key, reason.params) : warning ? t(warning.key, warning.params) : ''}</td>
                {cells.map((cell, index) => <td key={columns[index] ?? index}>{cell}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
