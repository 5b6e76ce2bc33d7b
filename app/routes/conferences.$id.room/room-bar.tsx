import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Chip } from '~/ui/chip'
import { Icon } from '~/ui/icon'
import { TimeText } from '~/ui/time-text'
import type { Parts } from './parts'
import type { RoomKeys } from './use-room-keys'

const line = { up: ['done', 'sig4'], connecting: ['rest', 'sig2'], down: ['soon', 'sig0'], signedOut: ['late', 'sig0'], refused: ['late', 'sig0'] } as const

/** Which room this is, that nobody records it, whether the line holds, and which keys it listens to. */
export function RoomBar({ room, view, keys }: Parts & { keys: RoomKeys }) {
  const { t } = useTranslation()
  const [tone, icon] = line[view.line]
  return (
    <header className="rbar">
      <Link className="brand" to="/today" prefetch="none" aria-label={t('rooms:backHome')}><Icon name="mark" /></Link>
      <h1>{t('rooms:title', { code: room.consult.code })}</h1>
      <div className="end">
        <Chip icon="rest" className="desk">{t('rooms:notRecorded')}</Chip>
        <Chip tone={tone} icon={icon}><span>{t(`rooms:line.${view.line}`)}</span></Chip>
        <details className="keys desk">
          <summary>{t('rooms:keys.title')}</summary>
          <div className="panel">
            <p>{t('rooms:keys.words')}</p>
            <ul>{keys.list.map(({ key, does }) => <li key={key}><kbd>{key}</kbd> {t(`rooms:keys.${does}`)}</li>)}</ul>
            <button type="button" className="btn" aria-pressed={keys.on} onClick={keys.toggle}>{t(keys.on ? 'rooms:keys.off' : 'rooms:keys.on')}</button>
          </div>
        </details>
        <span className="clk desk"><small>{t('rooms:since')}</small> <TimeText at={room.openedAt} form="time" /></span>
      </div>
    </header>
  )
}
