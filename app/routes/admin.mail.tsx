import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recordAccess } from '~/domain/audit/access.server'
import { listMails, mailById } from '~/domain/notifications/queries.server'
import { requireActor } from '~/domain/people/session.server'
import { canSendMail } from '~/platform/mail/mailer.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Shell } from '~/ui/shell'
import { TimeText } from '~/ui/time-text'
import { Letter } from './admin.mail/letter'
import { MailState } from './admin.mail/mail-state'

export const handle = { i18n: ['notifications', 'reach'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const { searchParams } = new URL(request.url)
  const t = translate(await languageOf(request))
  const page = { title: pageTitle(t, t('notifications:admin.title')), sends: canSendMail() }
  const mailId = searchParams.get('mail')
  if (mailId === null) return { ...page, ...(await listMails(actor, searchParams.get('before'))), letter: null }
  const letter = await mailById(actor, mailId)
  if (!letter) throw notFound()
  await recordAccess(actor, { subject: 'mail', subjectId: letter.id, part: 'record', basis: 'administrator' })
  return { ...page, mails: [], next: null, letter }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Mails() {
  const { t } = useTranslation()
  const { sends, mails, next, letter } = useLoaderData<typeof loader>()
  return (
    <Shell>
      <h1>{t('notifications:admin.title')}</h1>
      <p className="meta mb-4">{t('notifications:admin.note')} <Link to="/admin/mail/reach" prefetch="none">{t('reach:admin.link')}</Link></p>
      {sends ? null : <div className="mb-4"><Note tone="soon" title={t('notifications:admin.keptTitle')}>{t('notifications:admin.kept')}</Note></div>}
      {letter ? <Letter letter={letter} sends={sends} /> : null}
      {!letter && mails.length === 0 ? <p>{t('notifications:admin.none')}</p> : null}
      <Register>
        {mails.map((mail) => (
          <Row key={mail.id} margin={<TimeText at={mail.at} />}>
            <p><Link to={`?mail=${mail.id}`} prefetch="none" aria-label={t('notifications:admin.open', { recipient: `${mail.recipient}, ${mail.subject}` })}>{mail.subject}</Link></p>
            <p className="meta">{mail.recipient}, <MailState mail={mail} sends={sends} /></p>
          </Row>
        ))}
      </Register>
      {next ? <p className="mt-4"><Link to={`?before=${encodeURIComponent(next)}`} prefetch="none">{t('notifications:admin.older')}</Link></p> : null}
    </Shell>
  )
}
