import { useTranslation } from 'react-i18next'
import type { CheckPage } from '~/domain/rooms/check-page.server'
import { formatDateTime } from '~/platform/dates'
import { leadIn, useSaving, type MediaChoice } from '~/sockets/kept-choices'
import { ButtonLink } from '~/ui/button'
import { Section } from '~/ui/section'
import type { Choose } from './use-choice'

const ways = [
  { key: 'rooms:media.soundAndPicture', mic: true, camera: true }, { key: 'rooms:media.sound', mic: true, camera: false }, { key: 'rooms:media.listen', mic: false, camera: false },
] as const

/** Last: what one goes in with, and the way in. Before scripts are there, or without any device, the link alone leads on. */
export function WayIn({ page, choice, choose, outside }: { page: CheckPage; choice: MediaChoice | null; choose: Choose; outside: boolean }) {
  const { t } = useTranslation()
  const [saving, save] = useSaving()
  const open = page.state === 'open'
  return (
    <Section title={t('rooms:check.wayIn')}>
      {choice ? (
        <>
          <fieldset className="field">
            <legend>{t('rooms:check.with')}</legend>
            {ways.map(({ key, mic, camera }) => (
              <label className="pick" key={key}>
                <input type="radio" name="way" checked={choice.mic === mic && choice.camera === camera} onChange={() => choose({ mic, camera })} />
                <span>{t(key)}</span>
              </label>
            ))}
          </fieldset>
          <div className="field">
            <label className="pick">
              <input type="checkbox" checked={saving} onChange={(event) => save(event.currentTarget.checked)} />
              <span>{t('rooms:dataSaver.label')}<small>{t('rooms:dataSaver.words')}</small></span>
            </label>
          </div>
        </>
      ) : null}
      {open ? null : <p>{t('rooms:check.notOpen', { at: formatDateTime(page.startsAt) })}</p>}
      <div className="btns" onClickCapture={() => { if (choice && !outside) leadIn(page.conferenceId) }}>
        {open
          ? <ButtonLink kind="go" to={`/conferences/${page.conferenceId}/room`}>{t('rooms:check.enter')}</ButtonLink>
          : <ButtonLink kind="go" to={page.kind === 'conference' ? `/conferences/${page.conferenceId}/wait?in=1` : `/conferences/${page.conferenceId}`}>{t(page.kind === 'conference' ? 'rooms:wayIn.waitGo' : 'rooms:check.back')}</ButtonLink>}
      </div>
    </Section>
  )
}
