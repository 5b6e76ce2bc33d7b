import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FileStore } from '@tus/file-store'
import { EVENTS, Server } from '@tus/server'
import type { Upload } from '~/platform/database/generated/client'
import { actorOf } from '~/domain/people/session.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { partOf, uploadsFolder } from '~/platform/files/parts.server'
import { log } from '~/platform/log.server'
import { sendJob } from '~/platform/jobs/jobs.server'
import { z } from '~/platform/zod'
import { passByToken } from './camera-pass.server'
import { canSee } from './queries.server'
import { uploadLimits } from './uploads'

const methods = new Set(['OPTIONS', 'HEAD', 'POST', 'PATCH', 'DELETE'])
/** A phone that began in time may finish so long after its code has run out (ms). */
const grace = 15 * 60_000
const whileReceiving = 2_000

const refusal = (status_code: number, body: string) => ({ status_code, body: `${body}\n` })
const strange = () => refusal(404, 'not found')

/** The header a phone names itself with; a page uses its sign-in. */
export const passHeader = 'camera-pass'

/** Is this upload theirs? By the sign-in of the person who announced it and may still see its consult, or by the phone's pass. */
async function mayUse(headers: Headers, upload: Upload): Promise<boolean> {
  const token = headers.get(passHeader)
  if (token !== null) {
    const pass = await passByToken(token)
    return pass !== null && pass.id === upload.passId && pass.closedAt === null && (await nowIn(db)).getTime() < pass.expiresAt.getTime() + grace
  }
  const present = await actorOf(headers)
  if (!present) throw refusal(401, 'sign in')
  const { actor } = present
  return upload.passId === null && upload.personId === actor.personId && upload.hospitalId === actor.hospitalId && canSee(actor, upload.consultId)
}

async function find(id: string | undefined): Promise<Upload> {
  const { success, data } = z.uuid().safeParse(id)
  const upload = success ? await db.upload.findUnique({ where: { id: data } }) : null
  if (!upload) throw strange()
  return upload
}

const sizeOf = (id: string): Promise<number | null> => stat(partOf(id)).then(({ size }) => size, () => null)

/** tus knows each request by the id in its address; a creation by the one announced in its metadata. */
async function authorise(request: Request, id: string): Promise<void> {
  const upload = await find(id)
  if (!(await mayUse(request.headers, upload))) throw strange()
  // The last byte came, and what had to follow did not, for a crash or a database that was away: it follows when the sender asks.
  if (request.method === 'HEAD' && upload.state === 'receiving' && (await sizeOf(id)) === Number(upload.size)) await finished(id)
  if (upload.state !== 'receiving' && request.method !== 'HEAD') throw refusal(410, 'already received')
  if (request.method === 'POST' && Number(request.headers.get('upload-length') ?? NaN) !== Number(upload.size)) throw refusal(400, 'not the size that was announced')
}

/** The whole file lies there: what is in it is looked at outside the request. */
async function finished(id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { size } = await tx.upload.findUniqueOrThrow({ where: { id }, select: { size: true } })
    const { count } = await tx.upload.updateMany({ where: { id, state: 'receiving' }, data: { state: 'checking', received: size, updatedAt: await nowIn(tx) } })
    if (count === 1) await sendJob(tx, 'take-in', id)
  })
}

async function progressed(id: string, offset: number): Promise<void> {
  await db.upload.updateMany({ where: { id, state: 'receiving', size: { gte: offset } }, data: { received: offset, updatedAt: await nowIn(db) } })
}

function open(): Server {
  const datastore = new FileStore({ directory: uploadsFolder() })
  // A length told later is a length nobody announced.
  datastore.extensions = ['creation', 'creation-with-upload', 'termination']
  const server = new Server({
    path: '/uploads', datastore, maxSize: uploadLimits.bytes, relativeLocation: true, respectForwardedHeaders: false, postReceiveInterval: whileReceiving, disableTerminationForFinishedUploads: true,
    allowedOrigins: () => false,
    namingFunction: (_request, metadata) => metadata?.id ?? '',
    onIncomingRequest: (request, id) => authorise(request, id),
    // What stands in the file beside it stays on the disk: only the id.
    onUploadCreate: async (_request, { id }) => {
      if (await exists(datastore, id)) throw refusal(409, 'already begun')
      return { metadata: { id } }
    },
    onUploadFinish: async (_request, { id }) => {
      await finished(id)
      return {}
    },
    onResponseError: (_request, error) => ('status_code' in error ? error : refusal(500, 'failed')),
  })
  server.on(EVENTS.POST_RECEIVE, (_request, { id, offset }) => void progressed(id, offset).catch(() => undefined))
  return server
}

const exists = (datastore: FileStore, id: string): Promise<boolean> => datastore.getUpload(id).then(() => true, () => false)

const held = globalThis as typeof globalThis & { chiEmUploads?: Server }

/** The door of resumable uploads (tus 1.0) at /uploads. Reading what was sent is not among its methods: files have their own addresses. */
export function takeUpload(request: IncomingMessage, response: ServerResponse): void {
  if (!methods.has(request.method ?? '')) return void response.writeHead(405, { Allow: [...methods].join(', ') }).end()
  void (held.chiEmUploads ??= open()).handle(request, response).catch((err: unknown) => {
    log.warn({ err }, 'an upload was cut')
    response.destroy()
  })
}
