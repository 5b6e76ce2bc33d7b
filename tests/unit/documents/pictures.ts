import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

const drawn = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#2a6f97' } })

/** A photograph as a telephone makes it: lying on its side, with place and serial number. */
export const photo = (): Promise<Buffer> => drawn(60, 40).jpeg().withMetadata({ orientation: 6 }).withExifMerge({
  IFD0: { Make: 'Điện thoại', Model: 'SERIAL-12345' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 12/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 25/1 0/1' },
}).toBuffer()

export const picture = (type: 'jpeg' | 'png', width = 640, height = 480): Promise<Buffer> => drawn(width, height).toFormat(type).toBuffer()

/** The smallest PDF of one empty page. */
export const pdf = (body = ''): Buffer => Buffer.from(`%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
${body}
trailer<</Root 1 0 R/Size 4>>
startxref
9
%%EOF
`)

/** An archive of one empty file, as zip writes it, optionally with a comment. */
export function zip(comment = ''): Buffer {
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(22), Buffer.from([1, 0, 0, 0]), Buffer.from('a')])
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.alloc(24), Buffer.from([1, 0]), Buffer.alloc(16), Buffer.from('a')])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([local, central, end, Buffer.from(comment, 'latin1')])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([length, body, sum])
}

/** A PNG of a few bytes whose head claims `side` by `side` pixels: 30,000 would take 2.7 GB decoded. */
export function bomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))])
}
