import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aDicom, aUid } from '../../support/dicom'
import { aZip } from '../../support/zip'
import { bomb, pdf, photo, picture } from './pictures'

const folder = mkdtempSync(path.join(tmpdir(), 'chi-em-take-'))
process.env.DATA_DIR = folder
const { Problem } = await import('~/platform/problem')
const { takeFile } = await import('~/domain/documents/take-file.server')
type Taken = Parameters<Parameters<typeof takeFile>[2]>[0]

let made = 0
async function take(bytes: Buffer, name = 'tệp', options = {}, refuse?: Error) {
  const part = path.join(folder, `part-${(made += 1)}`)
  writeFileSync(part, bytes)
  const taken: Taken[] = []
  const { skipped, broken } = await takeFile(part, name, async (one) => {
    if (refuse) throw refuse
    taken.push(one)
  }, options)
  return { taken, skipped, broken, files: taken.flatMap((one) => (one.kind === 'file' ? [one.file] : [])), instances: taken.flatMap((one) => (one.kind === 'instance' ? [one.instance] : [])) }
}
const problemOf = (bytes: Buffer, name = 'tệp', options = {}) => take(bytes, name, options).then(() => 'taken', (error: { key?: string }) => error.key ?? error)
const kept = (sha256: string): Buffer => readFileSync(path.join(folder, 'files', sha256.slice(0, 2), sha256.slice(2)))

const box = (type: string, body: Buffer) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const film = (...extra: Buffer[]) => Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isommp42')), box('moov', Buffer.concat([box('mvhd', Buffer.alloc(100)), ...extra])), box('mdat', Buffer.alloc(5000, 7))])
const nested = (depth: number): Buffer => {
  let inside = box('free', Buffer.alloc(0))
  for (let level = 0; level < depth; level += 1) inside = box('moov', inside)
  return inside
}

describe('single files', () => {
  test('a photograph and a PDF are taken by content, whatever they are called', async () => {
    expect((await take(await photo(), 'a.exe')).files[0]).toMatchObject({ mediaType: 'image/jpeg', name: 'a.exe.jpg' })
    expect((await take(pdf(), 'b.jpg')).files[0]).toMatchObject({ mediaType: 'application/pdf' })
  })

  test('a film loses the place it was made at', async () => {
    const { files: [file] } = await take(film(box('udta', box('\xa9xyz', Buffer.from('+21.0285+105.8542/')))), 'dáng đi.mp4')
    expect(file).toMatchObject({ mediaType: 'video/mp4', name: 'dáng đi.mp4' })
    expect(kept(file?.sha256 ?? '').toString('latin1')).not.toContain('105.8542')
  })

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'files:problem.empty'],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'files:problem.wrongType'],
    ['a Linux program', () => Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(500)]), 'files:problem.wrongType'],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'files:problem.wrongType'],
    ['a web page', () => Buffer.from('<!doctype html><script>1</script>'), 'files:problem.wrongType'],
    ['slides', () => aZip([{ name: '[Content_Types].xml', data: Buffer.from('<Types/>') }, { name: 'ppt/presentation.xml', data: Buffer.alloc(200) }]), 'files:problem.office'],
    ['old slides', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'files:problem.office'],
    ['a film of QuickTime', () => box('ftyp', Buffer.from('qt  \0\0\0\0qt  ')), 'files:problem.quicktime'],
    ['a film with a page behind it', () => Buffer.concat([film(), Buffer.from('<html><script>1</script></html>')]), 'files:problem.brokenFilm'],
    ['a film of boxes in boxes', () => film(nested(3_000)), 'files:problem.brokenFilm'],
    ['half a film', () => film().subarray(0, 3000), 'files:problem.brokenFilm'],
    ['a picture that is an archive too', async () => Buffer.concat([await picture('jpeg'), aZip([{ name: 'a', data: Buffer.alloc(10) }])]), 'documents:problem.disguised'],
    ['a picture of a thousand million points', () => bomb(30_000), 'documents:problem.tooManyPixels'],
  ])('%s is refused in words', async (_name, make, key) => {
    expect(await problemOf(await make())).toBe(key)
  })

  test('a phone sends pictures only', async () => {
    expect(await problemOf(pdf(), 'a.pdf', { photosOnly: true })).toBe('camera:problem.notPicture')
    expect((await take(await photo(), 'a.jpg', { photosOnly: true })).files).toHaveLength(1)
  })
})

describe('DICOM', () => {
  test('loses what stands before its beginning; header and pixels stay', async () => {
    const bytes = aDicom({ preamble: Buffer.from('MZ'.padEnd(128, 'x')) })
    const { instances: [instance] } = await take(bytes)
    const stored = kept(instance?.sha256 ?? '')
    expect(stored.subarray(0, 128).every((byte) => byte === 0)).toBe(true)
    expect(stored.subarray(128).equals(bytes.subarray(128))).toBe(true)
    expect(instance?.header).toMatchObject({ patientName: 'PHUNG^VAN DINH', patientSex: 'M', birthDate: '19580412', modality: 'CT', studyDescription: 'CT sọ não', seriesNumber: 2, instanceNumber: 1, studiedOn: '20261120' })
  })

  test.each<[string, () => Buffer, string]>([
    ['cut off', () => aDicom().subarray(0, 300), 'files:problem.brokenDicom'],
    ['without a study', () => aDicom({ studyUid: '' }), 'files:problem.brokenDicom'],
    ['with an archive behind it', () => Buffer.concat([aDicom(), aZip([{ name: 'a.exe', data: Buffer.alloc(10) }])]), 'files:problem.disguised'],
  ])('%s is refused', async (_name, make, key) => {
    expect(await problemOf(make())).toBe(key)
  })
})

describe('archives', () => {
  test('of a CD bring its pictures and leave out its viewer', async () => {
    const studyUid = aUid()
    const zip = aZip([
      { name: 'DICOM/IM000001', data: aDicom({ studyUid }) }, { name: 'DICOM/IM000002', data: aDicom({ studyUid, number: 2 }) },
      { name: 'viewer.exe', data: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(900)]) }, { name: 'logo.jpg', data: await picture('jpeg') }, { name: 'autorun.inf', data: Buffer.from('[autorun]') },
    ])
    const { instances, files, skipped } = await take(zip)
    expect([instances.length, files.length, skipped]).toEqual([2, 0, 3])
  })

  test('without DICOM bring pictures and documents', async () => {
    const { files, skipped } = await take(aZip([{ name: 'phim.jpg', data: await photo() }, { name: 'bệnh án.pdf', data: pdf() }, { name: 'a.html', data: Buffer.from('<html>'.padEnd(300)) }]))
    expect(files.map(({ name }) => name)).toEqual(['phim.jpg', 'bệnh án.pdf'])
    expect(skipped).toBe(1)
  })

  test('with broken pictures bring the others, and name the broken ones', async () => {
    const studyUid = aUid()
    const zip = aZip([
      { name: 'IM1', data: aDicom({ studyUid }) }, { name: 'IM2', data: aDicom({ studyUid, number: 2 }).subarray(0, 300) },
      { name: 'IM3', data: aDicom({ studyUid, number: 3 }) }, { name: 'IM4', data: aDicom({ studyUid, number: 4 }), claims: { size: 200 } }, { name: 'a.txt', data: Buffer.alloc(300, 65) },
    ])
    const { instances, skipped, broken } = await take(zip)
    expect([instances.length, skipped, broken.sort()]).toEqual([2, 3, ['IM2', 'IM4']])
  })

  test.each([new Problem('files:problem.tooManyInstances'), new Problem('documents:problem.diskFull'), new Error('the database is away')])('go no further where one cannot be kept: %s', async (refusal) => {
    await expect(take(aZip([{ name: 'IM1', data: aDicom() }]), 'a.zip', {}, refusal)).rejects.toBe(refusal)
  })

  const zeros = Buffer.alloc(120 * 1024 * 1024)
  test.each<[string, () => Buffer, string]>([
    ['names that lead out', () => aZip([{ name: '../../etc/cron.d/a', data: aDicom() }]), 'files:problem.zipPath'],
    ['names from the root', () => aZip([{ name: '/etc/passwd', data: aDicom() }]), 'files:problem.zipPath'],
    ['Windows names that lead out', () => aZip([{ name: '..\\..\\a', data: aDicom() }]), 'files:problem.zipPath'],
    ['a password', () => aZip([{ name: 'a', data: aDicom(), encrypted: true }]), 'files:problem.zipLocked'],
    ['a bomb', () => aZip([{ name: 'a', data: zeros }]), 'files:problem.zipBomb'],
    ['a bomb of names', () => aZip(Array.from({ length: 5_001 }, (_, index) => ({ name: `${index}`, data: Buffer.alloc(1) }))), 'files:problem.zipEntries'],
    ['a claim of three gigabytes', () => aZip([{ name: 'a', data: aDicom(), claims: { size: 3_000_000_000 } }]), 'files:problem.zipBomb'],
    ['less than it holds', () => aZip([{ name: 'a', data: aDicom(), claims: { size: 200 } }]), 'files:problem.zipBroken'],
    ['nothing for us', () => aZip([{ name: 'a.txt', data: Buffer.alloc(500, 65) }]), 'files:problem.zipNothing'],
    ['another archive', () => aZip([{ name: 'b.zip', data: aZip([{ name: 'a', data: aDicom() }]) }]), 'files:problem.zipNothing'],
    ['half of itself', () => aZip([{ name: 'a', data: aDicom() }]).subarray(0, 400), 'files:problem.zipBroken'],
  ])('with %s are refused', async (_name, make, key) => {
    expect(await problemOf(make())).toBe(key)
  })
})
