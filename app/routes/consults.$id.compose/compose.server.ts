import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { addFiles, removeFile } from '~/domain/consults/consult-files.server'
import { discardDraft } from '~/domain/consults/discard-draft.server'
import * as draft from '~/domain/consults/draft'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { saveDraft } from '~/domain/consults/save-draft.server'
import * as schema from '~/domain/consults/schema'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { acceptPicture, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { flash } from '~/platform/http/flash.server'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { readUpload, type Refused } from '~/platform/http/upload.server'
import { Problems } from '~/platform/problem'
import { fieldId } from '~/ui/form-context'
import { formId } from './form-id'

interface Received { form: FormData; files: AcceptedFile[]; problems: Refused[] }

/** Text and files of one form; pictures are checked here, before any transaction. */
async function received(request: Request): Promise<Received> {
  const multipart = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false
  return multipart ? readUpload(request, acceptPicture) : { form: await bodyOf(request), files: [], problems: [] }
}

/** Acting once more for the same form: its second verb may not take the first one's command. */
const also = (actor: Actor, what: string): Actor => (actor.commandId ? { ...actor, commandId: `${actor.commandId}:${what}` } : actor)

/**
 * What the composer's form asks for: "save", "send", "addQuestion", "removeQuestion.2", "addFiles", "removeFile.<id>", "discard".
 * Every one but the last keeps all that was typed, so that the form works without JavaScript and loses nothing.
 */
export async function compose(request: Request, actor: Actor, consultId: string) {
  allow(mayConsult.addFile(actor, await scopeOf(actor, consultId)))
  const { form, files, problems } = await received(request)
  const given = { consultId }
  const here = `/consults/${consultId}/compose`
  const intent = String(form.get('intent') ?? '')
  const [act = '', which = ''] = intent.split('.')

  const keepFiles = async (doing: Actor) => {
    if (files.length > 0) await addFiles(also(doing, 'files'), { consultId, files })
    if (problems.length > 0) throw new Problems(problems.map(({ problem }) => problem))
  }
  const save = async (doing: Actor, input: draft.SaveDraft) => {
    const saved = await saveDraft(doing, input)
    await keepFiles(doing)
    return saved
  }
  const send = async (doing: Actor, input: draft.SendConsult) => {
    await keepFiles(doing)
    return sendConsult(doing, input)
  }
  const addQuestion = async (doing: Actor, input: draft.SaveDraft) => {
    await save(doing, { ...input, questions: [...input.questions, ''] })
    return input.questions.length
  }
  const withoutQuestion = (doing: Actor, input: draft.SaveDraft) =>
    save(doing, { ...input, questions: input.questions.filter((_, index) => index !== Number(which)) })
  const withoutFile = async (doing: Actor, input: draft.SaveDraft) => {
    await save(doing, input)
    return removeFile(also(doing, 'remove'), { consultId, fileId: schema.removeFile.shape.fileId.parse(which) })
  }

  let said: { key: string; code: string } | undefined
  const sent = ({ code, inside }: { code: string; inside: boolean }) => {
    said = { key: inside ? 'consults:flash.handedIn' : 'consults:flash.sent', code }
    return `/consults/${consultId}`
  }
  const at = (place: string) => `${here}#${fieldId(formId, place)}`
  const intents = {
    save: verb(draft.saveDraft, save, { given, next: () => here }),
    addFiles: verb(draft.saveDraft, save, { given, next: () => at('files') }),
    addQuestion: verb(draft.saveDraft, addQuestion, { given, next: (position) => at(`questions.${position}`) }),
    removeQuestion: verb(draft.saveDraft, withoutQuestion, { given, next: () => at('questions') }),
    removeFile: verb(draft.saveDraft, withoutFile, { given, next: () => at('files') }),
    send: verb(draft.sendConsult, send, { given, next: sent }),
    discard: verb(schema.discardDraft, discardDraft, { given, next: () => '/consults' }),
  }
  form.set('intent', act)
  const answer = await submit(request, actor, intents, form)
  if (said && answer instanceof Response) answer.headers.append('Set-Cookie', await flash(said.key, { code: said.code }))
  return answer
}
