import { useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { endCall } from '~/sockets/current-call'
import type { Media } from '~/sockets/use-media'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { failed } from '~/ui/way-in/reply-of'
import type { Parts } from './parts'

/** The bar below: sound, picture, screen, hand, leaving; and for chair and scribe the end of the conference. */
export function Controls({ room, link, view, media, reply, saving, save }: Parts & { media: Media; reply: unknown; saving: boolean; save: (on: boolean) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mine = room.me.personId
  const raised = view.state.hands.some(({ personId }) => personId === mine)
  const here = Object.values(view.state.people).filter(({ state }) => state === 'here').length
  const leave = () => {
    if (view.pending.length > 0 && !window.confirm(t('rooms:leave.unsent'))) return
    endCall()
    void navigate(`/conferences/${room.conferenceId}`)
  }
  return (
    <footer className="ctl">
      <span className="left">{t('rooms:people.count', { count: here })}</span>
      {media.state !== 'off' ? (
        <>
          <button type="button" className={media.mic ? 'c' : 'c off'} aria-pressed={media.mic} onClick={media.toggleMic}><Icon name="mic" /><span>{t(media.mic ? 'rooms:media.micOff' : 'rooms:media.micOn')}</span><kbd>M</kbd></button>
          <button type="button" className={media.camera ? 'c' : 'c off'} aria-pressed={media.camera} onClick={media.toggleCamera}><Icon name="camoff" /><span>{t(media.camera ? 'rooms:media.cameraOff' : 'rooms:media.cameraOn')}</span><kbd>V</kbd></button>
          <button type="button" className="c desk" aria-pressed={media.screen} onClick={media.toggleScreen}><Icon name="img" /><span>{t(media.screen ? 'rooms:media.screenOff' : 'rooms:media.screenOn')}</span></button>
        </>
      ) : null}
      <button type="button" className="c" aria-pressed={saving} title={t('rooms:dataSaver.words')} onClick={() => save(!saving)}><Icon name="thin" /><span>{t('rooms:dataSaver.label')}</span></button>
      <button type="button" className="c" aria-pressed={raised} onClick={() => link.send('room:raise-hand', { raised: !raised })}><Icon name="hand" /><span>{t(raised ? 'rooms:hands.down' : 'rooms:hands.up')}</span><kbd>R</kbd></button>
      <span className="end">
        {room.me.runs && !view.state.closedAt ? (
          <Dialog title={t('rooms:close.title')} trigger={t('rooms:close.trigger')} kind="stop" open={failed(reply, 'close')}>
            <Form intent="close" reply={reply}>
              <p>{t('rooms:close.words')}</p>
              <div className="btns"><Button kind="go">{t('rooms:close.go')}</Button></div>
            </Form>
          </Dialog>
        ) : null}
        {room.me.endsCall && !view.state.closedAt ? (
          <Dialog title={t('rooms:call.end')} trigger={t('rooms:call.end')} kind="stop" open={failed(reply, 'endCall')}>
            <Form intent="endCall" reply={reply}>
              <Field name="outcome" label={t('rooms:call.outcome')} maxLength={500} />
              <div className="btns"><Button kind="go">{t('rooms:call.endGo')}</Button></div>
            </Form>
          </Dialog>
        ) : null}
        <button type="button" className="c leave" onClick={leave}><Icon name="leave" /><span>{t('rooms:leave.go')}</span></button>
      </span>
    </footer>
  )
}
