import { useTranslation } from 'react-i18next'
import type { FillPage } from '~/domain/schedule/backlog-page.server'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { LevelMark } from '~/ui/level-mark'

type Line = FillPage['agenda'][number]

function swapped(lines: readonly Line[], index: number, by: -1 | 1): Line[] {
  const order = [...lines]
  const [line] = order.splice(index, 1)
  if (line) order.splice(index + by, 0, line)
  return order
}

/** The order before and after one place, as the form sends it whole. */
function Move({ lines, index, by, reply }: { lines: readonly Line[]; index: number; by: -1 | 1; reply: unknown }) {
  const { t } = useTranslation()
  const way = by < 0 ? 'up' : 'down'
  return (
    <Form intent="order" reply={reply} summary={false} preventScrollReset>
      {swapped(lines, index, by).map(({ id, minutes }) => <span key={id}><input type="hidden" name="itemIds" value={id} /><input type="hidden" name="lengths" value={minutes} /></span>)}
      <Button aria-label={t(`schedule:backlog.${way}Of`, { code: lines[index]?.code ?? '' })}>{t(`schedule:backlog.${way}`)}</Button>
    </Form>
  )
}

/** What is on the agenda, each with its place to change and back to the backlog. */
export function AgendaLines({ page: { agenda, conference }, reply }: { page: FillPage; reply: unknown }) {
  const { t } = useTranslation()
  const isDraft = conference.state === 'draft'
  return (
    <ol className="agenda-edit">
      {agenda.map((line, index) => (
        <li key={line.id}>
          <p><b>{line.code}</b> <LevelMark level={line.level} /></p>
          <p className="meta">{[line.hospital, t('schedule:backlog.minutes', { count: line.minutes })].join(', ')}</p>
          {isDraft ? (
            <div className="btns">
              {index > 0 ? <Move lines={agenda} index={index} by={-1} reply={reply} /> : null}
              {index < agenda.length - 1 ? <Move lines={agenda} index={index} by={1} reply={reply} /> : null}
              <Form intent="remove" reply={reply} summary={false} preventScrollReset>
                <input type="hidden" name="itemId" value={line.id} />
                <input type="hidden" name="reason" value={t('schedule:backlog.removed')} />
                <Button aria-label={t('schedule:backlog.removeOf', { code: line.code })}>{t('schedule:backlog.remove')}</Button>
              </Form>
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
