import { expect, test } from 'vitest'
import { fileName } from '~/domain/documents/file-name'

test.each([
  ['Phim CT sọ não.jpg', 'Phim CT sọ não.jpg'],
  ['C:\\Users\\bs\\anh.JPG', 'anh.jpg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['anh\u0000.jpg', 'anh.jpg'],
  ['anh\u202Egpj.exe', 'anh gpj.exe.jpg'],
  ['\uFFFD\uFFFD.jpg', 'tep-dinh-kem.jpg'],
  ['', 'tep-dinh-kem.jpg'],
  ['.htaccess', 'htaccess.jpg'],
  ['a\r\nb.jpg', 'a b.jpg'],
  ['e\u0302\u0301.jpg', 'ế.jpg'],
  ['"><img src=x>.jpg', 'img src=x.jpg'],
  ['x'.repeat(500), `${'x'.repeat(116)}.jpg`],
])('%j is kept as %j', (declared, kept) => {
  expect(fileName(declared, 'image/jpeg')).toBe(kept)
})
