import sharp from 'sharp'
import { placeOf } from '~/platform/files/store.server'
import { inThread } from '~/platform/thread.server'
import { turns } from '~/platform/turns'
import { keepPage, keptPage } from './kept-pages.server'
import { pageSizes, type PageProblem, type PageSize } from './page-sizes'

interface Job { place: string; page?: number; side?: number; quality?: number }
interface Drawn { pages?: number; jpeg?: Uint8Array; refused?: 'encrypted' | 'broken' | 'noPage' }
/** A picture, or why there is none. */
export type PagePicture = { jpeg: Uint8Array } | { problem: PageProblem }
type PageCount = { pages: number } | { problem: PageProblem }

/** A larger document is opened as a file; PDFium holds it whole. */
const pdfMost = 100 * 1024 * 1024
const longest = 10_000
const pixelsMost = 100_000_000

const draw = inThread<Job, Drawn>('app/domain/documents/draw-page-worker.mjs', { most: 200, longest })
const shrinkInTurn = turns(2)

/** Documents that could not be drawn hold the thread up once, not each time somebody looks. */
const givenUp = new Map<string, number>()
const giveUpFor = 10 * 60_000
const mostGivenUp = 1_000

/** The same picture asked for by a whole room is made once. */
const making = new Map<string, Promise<unknown>>()
function once<T>(key: string, make: () => Promise<T>): Promise<T> {
  const begun = making.get(key) as Promise<T> | undefined
  if (begun) return begun
  const made = make().finally(() => making.delete(key))
  making.set(key, made)
  return made
}

/** How many pages a stored PDF has. */
export async function countPages(sha256: string): Promise<PageCount> {
  const kept = Number.parseInt(String(await keptPage(sha256, 'pages')), 10)
  if (kept > 0) return { pages: kept }
  return once(`${sha256} pages`, async () => {
    const drawn = await ask(sha256, {})
    if ('problem' in drawn) return drawn
    return { pages: drawn.pages ?? 1 }
  })
}

/** Page `page` (from 1) of a stored PDF as a JPEG: drawn once for all who look, then kept. */
export async function drawPage(sha256: string, { page, size }: { page: number; size: PageSize }): Promise<PagePicture> {
  const name = `${page}-${size}.jpg`
  const kept = await keptPage(sha256, name)
  if (kept) return { jpeg: kept }
  return once(`${sha256} ${name}`, async () => {
    const drawn = await ask(sha256, { page, ...pageSizes[size] })
    if ('problem' in drawn) return drawn
    if (!drawn.jpeg) return { problem: 'broken' }
    await keepPage(sha256, name, drawn.jpeg)
    return { jpeg: drawn.jpeg }
  })
}

/** A stored picture in a size for the stage, never larger than it is. */
export async function shrinkPicture(sha256: string, size: PageSize): Promise<PagePicture> {
  const name = `picture-${size}.jpg`
  const kept = await keptPage(sha256, name)
  if (kept) return { jpeg: kept }
  return once(`${sha256} ${name}`, () => shrinkInTurn(async () => {
    const stored = await placeOf(sha256)
    if (!stored) return { problem: 'broken' }
    const { side, quality } = pageSizes[size]
    try {
      const jpeg = await sharp(stored.place, { limitInputPixels: pixelsMost }).timeout({ seconds: longest / 1_000 })
        .resize(side, side, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer()
      await keepPage(sha256, name, jpeg)
      return { jpeg }
    } catch {
      return { problem: 'broken' }
    }
  }))
}

async function ask(sha256: string, wanted: Omit<Job, 'place'>): Promise<Drawn | { problem: PageProblem }> {
  const stored = await placeOf(sha256)
  if (!stored) return { problem: 'broken' }
  if (stored.size > pdfMost) return { problem: 'tooLarge' }
  const key = `${sha256} ${wanted.page ?? 0}`
  if ((givenUp.get(key) ?? 0) > Date.now()) return { problem: 'tooHard' }
  const answer = await draw({ place: stored.place, ...wanted })
  if ('failure' in answer) {
    givenUp.delete(key)
    givenUp.set(key, Date.now() + giveUpFor)
    if (givenUp.size > mostGivenUp) givenUp.delete(givenUp.keys().next().value ?? '')
    return { problem: 'tooHard' }
  }
  if (answer.done.refused) return { problem: answer.done.refused }
  if (answer.done.pages) await keepPage(sha256, 'pages', Buffer.from(String(answer.done.pages)))
  return answer.done
}
