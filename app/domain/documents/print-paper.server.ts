import { env } from '~/platform/env.server'
import { margins, pageSigns, pdfOf, textWidth, type Piece } from '~/platform/pdf/pdf.server'
import { translate } from '~/platform/texts/translate.server'
import { fullMinutesPaper, type Signer } from './full-minutes-paper'
import { minutesPaper } from './minutes-paper'
import { opinionPaper } from './opinion-paper'
import { confirmedAt, type FullMinutesContent, type PaperContent } from './paper-content'

const t = translate('vi')

/** Where anyone can check a paper. */
export const checkAddress = (checkCode: string): string => `${env().PUBLIC_URL}/check/${checkCode}`

/** The bytes of a paper: A4, Vietnamese, the same text for the same content (date and id of the file differ each time). */
export function printPaper(content: PaperContent, checkCode: string): Promise<Uint8Array> {
  const at = confirmedAt(content) ?? new Date()
  return bytesOf(content, piecesOf(content, at), foot(content, checkCode))
}

/** A sheet to be signed by hand: minutes that not everybody has confirmed, with lines to sign on; it is no paper yet, so nothing can be checked by it. */
export const printToSign = (content: FullMinutesContent, signers: readonly Signer[], at: Date): Promise<Uint8Array> =>
  bytesOf(content, fullMinutesPaper(content, at, t, signers), footToSign(content))

function piecesOf(content: PaperContent, at: Date): Piece[] {
  switch (content.kind) {
    case 'opinion': return opinionPaper(content, at, t)
    case 'minutes': return minutesPaper(content, at, t)
    case 'fullMinutes': return fullMinutesPaper(content, at, t)
    default: return content satisfies never
  }
}

const bytesOf = (content: PaperContent, pieces: Piece[], footer: Piece): Promise<Uint8Array> => pdfOf({
  title: t(`papers:${content.kind}.title`), content: pieces, header: { first: top('', content), each: top(pageSigns.page, content) }, footer: { each: footer },
})

/** The number of the page in the middle from the second on, as administrative documents have it; demo data says so on each. */
const top = (number: string, { demo }: PaperContent): Piece => ({
  margin: [margins.left, 22, margins.right, 0],
  columns: [{ width: '*', text: '' }, { width: 60, text: number, alignment: 'center' }, { width: '*', text: demo ? t('papers:demo') : '', bold: true, fontSize: 10, alignment: 'right' }],
})

/** A page that was separated from the others can still be checked: code, version and QR on each. */
const foot = (content: PaperContent, checkCode: string): Piece => ({
  margin: [margins.left, 8, margins.right, 0],
  stack: [
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.7 }], margin: [0, 0, 0, 5] },
    {
      columnGap: 10, fontSize: 9.5,
      columns: [
        { width: 46, qr: checkAddress(checkCode), fit: 46, eccLevel: 'M' },
        { width: '*', margin: [0, 8, 0, 0], text: `${t('papers:footer.code', { code: checkCode, version: content.version, consult: content.consultCode })}\n${t('papers:footer.how', { address: `${env().PUBLIC_URL}/check` })}` },
        { width: 'auto', margin: [0, 8, 0, 0], text: t('papers:footer.page', pageSigns) },
      ],
    },
  ],
})

/** Which text was printed: the fingerprint of what is signed, on each page. */
const footToSign = (content: FullMinutesContent): Piece => ({
  margin: [margins.left, 8, margins.right, 0],
  stack: [
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.7 }], margin: [0, 0, 0, 5] },
    { columnGap: 10, fontSize: 9.5, columns: [{ width: '*', text: t('papers:footer.toSign', { version: content.version, consult: content.consultCode, hash: content.textSha256?.slice(0, 16) ?? '' }) }, { width: 'auto', text: t('papers:footer.page', pageSigns) }] },
  ],
})
