import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { dayOf, formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { describedBy, FieldFrame } from '~/ui/field-frame'
import { Form } from '~/ui/form'
import { useField } from '~/ui/form-context'
import { Section } from '~/ui/section'

interface Props { page: ConferencePage; minutes: MinutesView; reply: unknown }

/** The other road, as good: the sheet is printed as it stands, signed by hand, and its scan comes back. */
export function OnPaper({ page, minutes, reply }: Props) {
  const { t } = useTranslation()
  const { printedSha256, printedAt, still, scanned } = minutes
  const sheet = (kind: 'printed' | 'scan') => `/conferences/${page.conference.id}/sheets/${minutes.id}?kind=${kind}`
  const hidden = <input type="hidden" name="itemId" value={page.itemId} />
  return (
    <Section title={t('schedule:paper.title')} id="ban-giay">
      {minutes.road === 'paper' ? <p>{t('schedule:paper.signed', { number: minutes.number || t('schedule:minutes.none') })}</p> : <p className="hint">{t('schedule:paper.words')}</p>}
      {printedSha256 && printedAt ? (
        <p><a href={sheet('printed')} target="_blank" rel="noreferrer">{t('schedule:paper.sheet')}</a> <span className="meta">{t('schedule:paper.printed', { time: formatDateTime(printedAt) })}</span> <code className="hash">{printedSha256}</code></p>
      ) : null}
      {scanned ? <p><a href={sheet('scan')} target="_blank" rel="noreferrer">{t('schedule:paper.scan')}</a></p> : null}
      {page.may.signMinutes && !printedSha256 ? (
        <Form intent="print" reply={reply}>
          {hidden}<input type="hidden" name="draftVersion" value={minutes.draftVersion} />
          <div className="btns"><Button icon="print">{t('schedule:paper.print')}</Button></div>
        </Form>
      ) : null}
      {page.may.signMinutes && printedSha256 && printedAt ? (
        <Form intent="signed" reply={reply} encType="multipart/form-data">
          {hidden}<input type="hidden" name="printedSha256" value={printedSha256} />
          <SignedOn still={still} from={dayOf(printedAt)} until={dayOf(page.now)} />
          <Field name="number" label={t('schedule:paper.number')} maxLength={60} autoComplete="off" optional />
          <Scan />
          <Field name="password" type="password" label={t('schedule:minutes.password')} autoComplete="current-password" />
          <div className="btns mt-4"><Button kind="go">{t('schedule:paper.go')}</Button></div>
        </Form>
      ) : null}
    </Section>
  )
}

/** On which day each of those who were still to confirm has signed. */
function SignedOn({ still, from, until }: { still: MinutesView['still']; from: string; until: string }) {
  const { t } = useTranslation()
  const { id, complaint, chosen } = useField('signedOn')
  return still.map((role, index) => (
    <FieldFrame key={role} id={index === 0 ? id : `${id}-${role}`} label={t(`schedule:paper.signedOn.${role}`)} complaint={index === 0 ? complaint : undefined}>
      <input type="hidden" name="roles" value={role} />
      <input className="in short" id={index === 0 ? id : `${id}-${role}`} type="date" name="signedOn" min={from} max={until} defaultValue={chosen?.[index]} />
    </FieldFrame>
  ))
}

function Scan() {
  const { t } = useTranslation()
  const { id, complaint } = useField('files')
  const hint = t('schedule:paper.fileHint')
  return (
    <FieldFrame id={id} label={t('schedule:paper.file')} hint={hint} complaint={complaint}>
      <input id={id} type="file" name="files" accept="application/pdf,image/jpeg,image/png" aria-describedby={describedBy(id, hint, complaint)} />
    </FieldFrame>
  )
}
