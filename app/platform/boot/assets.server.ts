import express, { type RequestHandler, type Router } from 'express'
import fs from 'node:fs'
import path from 'node:path'

const YEAR = 31_536_000
const ENCODINGS = [
  { name: 'br', end: '.br' },
  { name: 'gzip', end: '.gz' },
]

/** The built client files. Those under /assets have their hash in the name and are kept for a year; a missing one is a plain 404. */
export function assets(folder: string): Router {
  const router = express.Router()
  const kept = express.static(path.join(folder, 'assets'), { immutable: true, maxAge: YEAR * 1000, redirect: false, index: false })
  router.use('/assets', compressed(path.join(folder, 'assets')), kept, (_request, response) => response.status(404).type('text').send('404'))
  router.use(express.static(folder, { maxAge: 3_600_000, redirect: false, index: false }))
  return router
}

// The build leaves a .br and a .gz beside each text file: on a weak line the scripts are a quarter of their size.
function compressed(folder: string): RequestHandler {
  const files = new Set(fs.existsSync(folder) ? fs.readdirSync(folder) : [])
  return (request, response, next) => {
    const name = request.path.slice(1)
    const encoding = ENCODINGS.find(({ name: encoding, end }) => request.acceptsEncodings(encoding) && files.has(name + end))
    if (encoding) {
      response.type(path.extname(name))
      response.setHeader('Content-Encoding', encoding.name)
      request.url = `/${name}${encoding.end}`
    }
    response.vary('Accept-Encoding')
    next()
  }
}
