// Lays out pages and writes them as a PDF, apart from the process that answers requests: a long paper keeps a processor busy for a
// second. Plain JavaScript, since a thread is started from a file; what it is given is data, so layouts of tables have names.
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import pdfmake from 'pdfmake'

// The full fonts (Times metrics); the web's subsets hold either ASCII or Vietnamese, never both.
const file = (name) => createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}`)
const fonts = {
  normal: file('400Regular/Tinos_400Regular.ttf'),
  bold: file('700Bold/Tinos_700Bold.ttf'),
  italics: file('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: file('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
}
const readable = new Set(Object.values(fonts))

pdfmake.setFonts({ Tinos: fonts })
// What people typed must never make the printer read a file or an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => readable.has(path))
pdfmake.setTableLayouts({
  // Thin black rules, for photocopiers.
  thin: { hLineWidth: () => 0.7, vLineWidth: () => 0.7, paddingTop: () => 2, paddingBottom: () => 2 },
  // A double rule at the left.
  aside: { hLineWidth: () => 0, vLineWidth: (index) => (index < 2 ? 0.7 : 0), paddingLeft: (index) => (index === 0 ? 0 : 8), paddingRight: () => 2, paddingTop: () => 1, paddingBottom: () => 1 },
})

/** A copy with the numbers of page and pages in their places; pdfmake writes into what it is given. */
function numbered(piece, numbers) {
  if (typeof piece === 'string') return numbers.reduce((text, [sign, number]) => text.replaceAll(sign, String(number)), piece)
  if (Array.isArray(piece)) return piece.map((one) => numbered(one, numbers))
  if (typeof piece !== 'object' || piece === null) return piece
  return Object.fromEntries(Object.entries(piece).map(([name, held]) => [name, numbered(held, numbers)]))
}

const running = (given, { page: pageSign, pages: pagesSign }) => given && ((page, pages) =>
  numbered(page === 1 && given.first !== undefined ? given.first : given.each, [[pageSign, page], [pagesSign, pages]]))

parentPort?.on('message', async ({ id, job: { definition, header, footer, signs } }) => {
  try {
    const made = pdfmake.createPdf({ ...definition, header: running(header, signs), footer: running(footer, signs) })
    const bytes = new Uint8Array(await made.getBuffer())
    parentPort.postMessage({ id, done: bytes }, [bytes.buffer])
  } catch (error) {
    // Where, not what: a message may hold what was to be printed.
    parentPort.postMessage({ id, failure: String(error?.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at ')).slice(0, 5).join('\n') || 'no error' })
  }
})
