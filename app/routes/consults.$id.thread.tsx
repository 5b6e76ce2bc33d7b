import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recordAccess } from '~/domain/audit/access.server'
import { allow } from '~/domain/audit/allow'
import { mayConsult } from '~/domain/consults/policy'
import { readThread } from '~/domain/consults/read-thread.server'
import { recallFile, recallFileSchema } from '~/domain/consults/recall-file.server'
import * as schema from '~/domain/consults/schema'
import { scopeOf } from '~/domain/consults/queries.server'
import { threadView } from '~/domain/consults/thread.server'
import { writeMessage } from '~/domain/consults/write-message.server'
import { acceptPicture, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { complaintOf, echo, uuid, type Complaint } from '~/platform/http/form'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { readUpload } from '~/platform/http/upload.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { Thread } from '~/ui/thread/thread'

export const handle = { i18n: ['thread', 'record', 'files'] }

/** The thread on a page of its own. Opening it as a document counts as reading; a refreshed page says itself what was seen. */
export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const before = Number(new URL(request.url).searchParams.get('before'))
  const scope = await scopeOf(actor, id)
  const thread = await threadView(actor, id, Number.isInteger(before) && before > 0 && before < 2 ** 31 ? before : undefined)
  const last = thread?.messages.at(-1)
  if (thread) await recordAccess(actor, { subject: 'consult', subjectId: id, part: 'record', basis: scope.rights.kinds.join(',') })
  if (thread && last && thread.unread > 0 && request.headers.get('sec-fetch-dest') === 'document') await readThread(actor, { consultId: id, upTo: last.number })
  const t = translate(await languageOf(request))
  return { id, code: scope.code ?? '', thread, older: before > 0, title: pageTitle(t, t('thread:page', { code: scope.code ?? '' })) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** The form as it came, its files checked; what no file could be is told instead. Files of whoever may not write are not even read. */
async function received(request: Request, mayWrite: boolean): Promise<{ form: FormData; files: AcceptedFile[]; problems: Complaint[] }> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return { form: await bodyOf(request), files: [], problems: [] }
  allow(mayWrite)
  const { form, files, problems } = await readUpload(request, acceptPicture)
  return { form, files, problems: problems.map(({ problem }) => complaintOf(problem)) }
}

export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  if (!uuid.safeParse(id).success) throw notFound()
  const scope = await scopeOf(actor, id)
  const { form, files, problems } = await received(request, mayConsult.write(actor, scope))
  if (form.get('intent') === 'read') {
    const read = schema.readThread.safeParse({ consultId: id, upTo: form.get('upTo') })
    return read.success ? await readThread(actor, read.data) : null
  }
  // All of it or nothing: a message whose picture is missing says something else.
  if (problems.length > 0) return Response.json({ intent: 'write', problems, values: echo(form) }, { status: 422 })
  const next = () => (new URL(request.url).searchParams.get('back') === 'record' ? `/consults/${id}#trao-doi` : `/consults/${id}/thread`)
  const given = { given: { consultId: id }, next }
  const reply = await submit(request, actor, {
    write: verb(schema.writeMessage, (writer, input) => writeMessage(writer, { ...input, files }), given),
    recallFile: verb(recallFileSchema, recallFile, given),
  }, form)
  if (reply instanceof Response && form.get('intent') === 'recallFile') reply.headers.append('Set-Cookie', await flash('record:done.recallFile'))
  return reply
}

/** The thread alone, for a phone. */
export default function ThreadPage() {
  const { t } = useTranslation()
  const { id, code, thread, older } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${id}`])
  return (
    <Shell key={id} place="consults" look="record">
      <p className="crumb"><Link to={`/consults/${id}`} prefetch="none">{t('thread:back')}</Link><Icon name="go" small /><b>{code}</b></p>
      <h1>{t('thread:title')}</h1>
      <p className="about">{t('thread:note')}</p>
      {older ? <p className="before"><Link to={`/consults/${id}/thread`} prefetch="none">{t('thread:latest')}</Link></p> : null}
      <div className="only-thread">
        {thread ? <Thread thread={thread} reply={reply} on="page" /> : <Note tone="soon" title={t('thread:title')}><p>{t('thread:hidden')}</p></Note>}
      </div>
    </Shell>
  )
}
