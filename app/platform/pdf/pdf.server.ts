import { inThread } from '~/platform/thread.server'

/** A piece of a page in pdfmake's words, as data: text, or an object such as { columns }, { table }, { qr }. A table's layout is 'thin' or 'aside'. */
export type Piece = string | Piece[] | { [property: string]: unknown }

/** What stands on each page; `first` where page one differs. */
export interface Running { each: Piece; first?: Piece }

export interface Pages {
  title: string
  content: Piece[]
  header?: Running
  footer?: Running
}

/** Signs nobody types, for the number of the page and of all pages in what stands on each. */
export const pageSigns = { page: '\ue000', pages: '\ue001' }

const millimetre = 72 / 25.4

/** Sides of an A4 page in points, as Vietnamese administrative documents have them. */
export const margins = { left: 28 * millimetre, top: 17 * millimetre, right: 16 * millimetre, bottom: 28 * millimetre }
export const textWidth = 595.28 - margins.left - margins.right

interface Job { definition: object; header: Running | undefined; footer: Running | undefined; signs: typeof pageSigns }
const layOut = inThread<Job, Uint8Array>('app/platform/pdf/pdf-worker.mjs', { most: 200, longest: 60_000 })

/**
 * A4 pages in Tinos 12 pt as PDF 1.7, laid out in a thread of its own. Two renderings of the same pages differ in date and id: keep the
 * bytes. Throws when they cannot be laid out.
 */
export async function pdfOf({ title, content, header, footer }: Pages): Promise<Uint8Array> {
  const answer = await layOut({ header, footer, signs: pageSigns, definition: {
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom], version: '1.7', lang: 'vi-VN',
    info: { title, creator: 'Chị–Em', producer: 'Chị–Em' },
    defaultStyle: { font: 'Tinos', fontSize: 12, lineHeight: 1.12 },
    content,
  } })
  if ('failure' in answer) throw new Error('The pages could not be laid out', { cause: answer.failure })
  return answer.done
}

/** An empty box to tick by hand; the fonts have none. */
export const tickBox = (size = 9): Piece => ({ width: size + 4, canvas: [{ type: 'rect', x: 0, y: 2, w: size, h: size, lineWidth: 0.7 }] })
