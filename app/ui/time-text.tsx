import { formatDate, formatDateTime, formatTime } from '~/platform/dates'

const forms = { time: formatTime, date: formatDate, both: formatDateTime }

/** A moment, in Vietnam's time. */
export function TimeText({ at, form = 'both' }: { at: string; form?: keyof typeof forms }) {
  return <time dateTime={at}>{forms[form](at)}</time>
}
