import { useTranslation } from 'react-i18next'
import type { LineCare } from '~/sockets/use-line-care'
import type { Media } from '~/sockets/use-media'
import { Icon } from '~/ui/icon'
import { nameOf, type Parts } from './parts'

interface SoundNotesProps extends Parts { media: Media; care: LineCare; saving: boolean }

/** What was done about a weak line, that one's microphone was switched off, and for those who lead: who may not hear. */
export function SoundNotes({ room, view, media, care, saving }: SoundNotesProps) {
  const { t } = useTranslation()
  const inside = media.state === 'on' && !view.state.closedAt
  const deaf = room.me.runs ? Object.entries(care.lines).filter(([personId, { quality }]) => quality === 'bad' && personId !== room.me.personId) : []
  return (
    <>
      {inside && care.step !== 'full' ? (
        <div className="lost thin" role="status">
          <Icon name="thin" />
          <p><b>{t(saving ? 'rooms:dataSaver.on' : 'rooms:audioFirst.title')}</b> {t(`rooms:audioFirst.${care.step}`)}</p>
          {saving ? null : <button type="button" className="btn" onClick={care.retry}>{t('rooms:audioFirst.retry')}</button>}
        </div>
      ) : null}
      {inside && media.muted ? (
        <div className="lost" role="status">
          <Icon name="mic" />
          <p><b>{t('rooms:mics.youAreOff')}</b> {t(view.state.microphones.closed && !room.me.runs ? 'rooms:mics.waitWords' : 'rooms:mics.againWords')}</p>
        </div>
      ) : null}
      {deaf.length > 0 ? (
        <div className="lost" role="status">
          <Icon name="sig1" />
          <p><b>{t('rooms:lines.deaf')}</b> {deaf.map(([personId, { reason }]) => `${nameOf(room, personId)} (${t(`rooms:lines.reason.${reason}`)})`).join(', ')}. {t('rooms:lines.deafWords')}</p>
        </div>
      ) : null}
    </>
  )
}
