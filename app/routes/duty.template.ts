import type { LoaderFunctionArgs } from '@remix-run/node'
import { allow } from '~/domain/audit/allow'
import { mayDuty } from '~/domain/duty/policy'
import { requireActor } from '~/domain/people/session.server'
import { todayInVietnam, formatDay } from '~/platform/dates'
import { translate } from '~/platform/texts/translate.server'

/** The table to fill in, with one line of each kind. Excel with Vietnamese settings separates by semicolon and needs the mark for UTF-8. */
export async function loader({ request }: LoaderFunctionArgs) {
  allow(mayDuty.enter(await requireActor(request)))
  const t = translate('vi')
  const day = formatDay(todayInVietnam(new Date()))
  const rows = [
    (['day', 'from', 'until', 'kind', 'line', 'person', 'rank', 'telephone'] as const).map((column) => t(`duty:column.${column}`)),
    [day, '16:30', '07:30', t('duty:kind.specialist'), t('duty:import.exampleSpecialty'), t('duty:import.examplePerson'), '1', ''],
    [day, '16:30', '07:30', t('duty:kind.doctor'), t('duty:import.exampleDepartment'), t('duty:import.examplePerson'), '1', ''],
    [day, '16:30', '07:30', t('duty:kind.leader'), '', t('duty:import.examplePerson'), '1', '0900000000'],
  ]
  const quoted = (cell: string): string => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return new Response(`\ufeff${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="lich-truc.csv"', 'Cache-Control': 'no-store' },
  })
}
