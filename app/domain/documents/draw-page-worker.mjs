// Draws one page of a PDF as a JPEG, apart from the process that answers requests: a document from outside may be broken on purpose,
// take forever or ask for all memory there is. Plain JavaScript, since a thread is started from a file.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'

/** PDFium works in a memory of its own, which grows only by asking; more than this it does not get, and the thread ends. */
const memoryMost = 512 * 1024 * 1024

let library
const pdfium = () => (library ??= load())

async function load() {
  const program = await WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')))
  return PDFiumLibrary.init({
    instantiateWasm: (imports, ready) => {
      const grow = imports.env.emscripten_resize_heap
      imports.env.emscripten_resize_heap = (size) => {
        if (size > memoryMost) throw new Error('too much memory')
        return grow(size)
      }
      const instance = new WebAssembly.Instance(program, imports)
      ready(instance)
      return instance.exports
    },
  })
}

/** What the library says in words when it cannot open a document. */
const refusalOf = (error) => (/password|security scheme/i.test(String(error)) ? 'encrypted' : 'broken')

async function open(bytes) {
  const pdf = await pdfium()
  try {
    return { document: await pdf.loadDocument(bytes) }
  } catch (error) {
    if (/memory|Aborted|unreachable|RuntimeError/i.test(String(error))) throw error
    return { refused: refusalOf(error) }
  }
}

/** `page` counts from 1; without it only the pages are counted. */
async function draw({ place, page, side, quality }) {
  const { document, refused } = await open(await readFile(place))
  if (refused) return { refused }
  try {
    const pages = document.getPageCount()
    if (pages < 1) return { refused: 'broken' }
    if (page === undefined) return { pages }
    if (page > pages) return { refused: 'noPage' }
    const sheet = document.getPage(page - 1)
    const { originalWidth, originalHeight } = sheet.getOriginalSize()
    const longest = Math.max(originalWidth, originalHeight)
    if (!(longest > 0 && longest < Infinity)) return { refused: 'broken' }
    const inPixels = (length) => Math.max(1, Math.round((length * side) / longest))
    const { data, width, height } = await sheet.render({ scale: 1, width: inPixels(originalWidth), height: inPixels(originalHeight), render: 'bitmap' })
    const jpeg = await sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer()
    return { pages, jpeg: new Uint8Array(jpeg) }
  } finally {
    document.destroy()
  }
}

parentPort?.on('message', async ({ id, job }) => {
  try {
    parentPort.postMessage({ id, done: await draw(job) })
  } catch (error) {
    parentPort.postMessage({ id, failure: String(error) })
  }
})
