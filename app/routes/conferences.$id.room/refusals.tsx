import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import type { Parts } from './parts'

/** What the room did not take, where nothing else on the page says so: chat shows it beside its line. */
export function Refusals({ link, view }: Parts) {
  const { t } = useTranslation()
  const refused = view.pending.filter(({ verb, refused }) => refused !== null && verb !== 'room:say')
  return refused.map((command) => (
    <div className="lost" role="status" key={command.cmdId}>
      <Icon name="no" /><p>{command.refused ? t(command.refused.problem, { ...command.refused.params }) : null}</p>
      <button type="button" className="btn" onClick={() => link.dismiss(command.cmdId)}>{t('rooms:dismiss')}</button>
    </div>
  ))
}
