import { createRequestHandler } from '@remix-run/express'
import { installGlobals } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { assets } from '~/platform/boot/assets.server'
import { listen } from '~/platform/boot/listen.server'
import { hooksOf, keepAttached, openPages } from '~/platform/boot/pages.server'
import { readiness } from '~/platform/boot/readiness.server'
import { openSockets } from '~/platform/boot/sockets.server'
import { closeServer, isStopping, stop, whenStopping } from '~/platform/boot/stopping.server'
import { env } from '~/platform/env.server'
import { bodyLimit, crossSiteGuard } from '~/platform/http/guard'
import { securityHeaders } from '~/platform/http/headers'
import { rateLimit, uploadRates } from '~/platform/http/rate-limit'
import { log } from '~/platform/log.server'
import { startEmbedded } from '~/platform/postgres/embedded.server'
import { placeData } from '~/platform/postgres/place.server'
import { Trouble } from '~/platform/trouble'
import { migrate } from './prisma/migrate'

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** of this answer's content security policy */
    nonce: string
    /** who asks, behind the proxy named by TRUST_PROXY */
    address: string
  }
}

const ROOT = path.dirname(fileURLToPath(import.meta.url))
const dev = process.env.NODE_ENV === 'development'
let ready = false

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0))
process.on('uncaughtException', (err) => {
  log.fatal({ err }, 'uncaught')
  void stop(1)
})
process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled'))

try {
  await run()
} catch (error) {
  say(error instanceof Trouble ? `\n${error.message}\n` : String(error instanceof Error ? error.stack : error))
  await stop(1)
}

async function run() {
  process.env.DATA_DIR = placeData(ROOT, process.env.DATA_DIR, !process.env.DATABASE_URL)
  installGlobals({ nativeFetch: true })
  const app = express().disable('x-powered-by').set('trust proxy', env().TRUST_PROXY?.split(',') ?? false)
  app.use(securityHeaders(), crossSiteGuard(env().PUBLIC_URL))
  app.use(health())
  // The port comes first: whoever finds it taken should not have touched a database.
  const server = await listen(app, env())

  await openDatabase()
  const pages = await openPages(ROOT, server, dev)
  const build = await pages.load()
  const hooks = hooksOf(build)
  whenStopping(() => hooks.stop())
  await hooks.start()

  const io = openSockets(server, env().PUBLIC_URL)
  hooks.attachSockets(io)
  app.use(pages.vite ? pages.vite.middlewares : assets(path.join(ROOT, 'build/client')))
  // Before any reader of bodies: half a gigabyte comes in pieces, and the limit of a page's form is not theirs.
  app.use('/uploads', rateLimit(uploadRates), (request, response, next) => {
    request.url = request.originalUrl
    pages.load().then((current) => hooksOf(current).takeUpload(request, response)).catch(next)
  })
  // Pages shrink to a fifth, which a weak line feels; built files come compressed already, pictures and PDFs gain nothing.
  app.use(rateLimit(), bodyLimit(), compression())
  app.all('*', createRequestHandler({ build: dev ? keepAttached(pages, io, hooks) : build, getLoadContext }))
  app.use(answerFailure)
  whenStopping(() => closeServer(server, io))
  ready = true
  greet()
}

function health() {
  const router = express.Router()
  router.get('/healthz', (_request, response) => void response.json({ alive: true }))
  router.get('/readyz', async (_request, response) => {
    const answer = ready && !isStopping() ? await readiness() : { ready: false, reason: ready ? 'stopping' : 'starting' }
    response.status(answer.ready ? 200 : 503).json(answer)
  })
  router.use((_request, response, next) => {
    if (ready) return next()
    response.status(503).set({ 'Retry-After': '3', Refresh: '3' }).type('text').send('Đang khởi động, xin chờ trong giây lát. / Starting, please wait a moment.')
  })
  return router
}

async function openDatabase() {
  const given = process.env.DATABASE_URL
  const embedded = given ? undefined : await startEmbedded(env().DATA_DIR)
  if (embedded) {
    whenStopping(() => embedded.stop())
    process.env.DATABASE_URL = embedded.url
    process.env.DEMO ??= '1'
  }
  await migrate(env().DATABASE_URL, {
    allowed: embedded !== undefined || env().MIGRATE,
    before: embedded && (async (name) => say(`Đã sao lưu cơ sở dữ liệu / database copied: ${await embedded.copyAside(name)}`)),
  })
  // Imported now, since only now DATABASE_URL is known.
  const { closeDatabase } = await import('~/platform/database/database.server')
  whenStopping(closeDatabase)
}

function getLoadContext(request: express.Request, response: express.Response) {
  return { nonce: String(response.locals.nonce), address: request.ip ?? '' }
}

function answerFailure(err: Error & { status?: number }, _request: express.Request, response: express.Response, _next: express.NextFunction) {
  const { status = 500 } = err
  if (status >= 500) log.error({ err }, 'request failed')
  if (response.headersSent) return void response.destroy()
  response.status(status).type('text').send(`${status}: không thực hiện được yêu cầu này. / This request could not be carried out.`)
}

function greet() {
  const { PUBLIC_URL, DATA_DIR, DEMO } = env()
  const { protocol, hostname } = new URL(PUBLIC_URL)
  say(`\nChị–Em: ${PUBLIC_URL}\nDữ liệu / data: ${DATA_DIR}`)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    say('Chú ý: trình duyệt chỉ giữ đăng nhập qua https hoặc tại localhost. Xem mục TLS trong README.md.')
    say('Note: browsers keep a sign-in only over https or on localhost. See TLS in README.md.')
  }
  const accounts = path.join(DATA_DIR, 'demo-accounts.txt')
  if (DEMO && fs.existsSync(accounts)) say(`\n${fs.readFileSync(accounts, 'utf8').trim()}\n`)
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
