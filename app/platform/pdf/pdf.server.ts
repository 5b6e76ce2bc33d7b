import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'

/** A piece of a page in pdfmake's words: text, or an object such as { columns }, { table }, { qr }. */
export type Piece = string | Piece[] | { [property: string]: unknown }

export interface Pages {
  title: string
  content: Piece[]
  header?: (page: number, pages: number) => Piece | null
  footer?: (page: number, pages: number) => Piece | null
}

// The full fonts (Times metrics); the web's subsets hold either ASCII or Vietnamese, never both.
const file = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}`)
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

const millimetre = 72 / 25.4

/** Sides of an A4 page in points, as Vietnamese administrative documents have them. */
export const margins = { left: 28 * millimetre, top: 17 * millimetre, right: 16 * millimetre, bottom: 28 * millimetre }
export const textWidth = 595.28 - margins.left - margins.right

/** A4 pages in Tinos 12 pt as PDF 1.7. Two renderings of the same pages differ in date and id: keep the bytes. */
export async function pdfOf({ title, content, header, footer }: Pages): Promise<Uint8Array> {
  const made = pdfmake.createPdf({
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom], version: '1.7', lang: 'vi-VN',
    info: { title, creator: 'Chị–Em', producer: 'Chị–Em' },
    defaultStyle: { font: 'Tinos', fontSize: 12, lineHeight: 1.12 },
    content, header: header ?? null, footer: footer ?? null,
  })
  return new Uint8Array(await made.getBuffer())
}

/** An empty box to tick by hand; the fonts have none. */
export const tickBox = (size = 9): Piece => ({ width: size + 4, canvas: [{ type: 'rect', x: 0, y: 2, w: size, h: size, lineWidth: 0.7 }] })
