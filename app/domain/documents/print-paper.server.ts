import { env } from '~/platform/env.server'
import { margins, pageSigns, pdfOf, textWidth, type Piece } from '~/platform/pdf/pdf.server'
import { translate } from '~/platform/texts/translate.server'
import { minutesPaper } from './minutes-paper'
import { opinionPaper } from './opinion-paper'
import { confirmedAt, type PaperContent } from './paper-content'

const t = translate('vi')

/** Where anyone can check a paper. */
export const checkAddress = (checkCode: string): string => `${env().PUBLIC_URL}/check/${checkCode}`

/** The bytes of a paper: A4, Vietnamese, the same text for the same content (date and id of the file differ each time). */
export function printPaper(content: PaperContent, checkCode: string): Promise<Uint8Array> {
  const at = confirmedAt(content)
  return pdfOf({
    title: t(`papers:${content.kind}.title`),
    content: content.kind === 'opinion' ? opinionPaper(content, at, t) : minutesPaper(content, at, t),
    header: { first: top('', content), each: top(pageSigns.page, content) },
    footer: { each: foot(content, checkCode) },
  })
}

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
