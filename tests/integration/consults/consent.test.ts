import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import type { CollectConsent } from '~/domain/consults/consent'
import { announceFiles } from '~/domain/consults/announce-uploads.server'
import { addFiles, removeFile } from '~/domain/consults/consult-files.server'
import { collectConsent, withdrawConsent } from '~/domain/consults/consent.server'
import { consentLine, consentsOwed, consentSheet, consentView } from '~/domain/consults/consent-view.server'
import { fileOf } from '~/domain/consults/queries.server'
import { recallFile } from '~/domain/consults/recall-file.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { consultRecord } from '~/domain/consults/record.server'
import { returnForChanges } from '~/domain/consults/approve.server'
import { saveDraft } from '~/domain/consults/save-draft.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { takeIn } from '~/domain/consults/take-in.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { partOf, uploadsFolder } from '~/platform/files/parts.server'
import { newId } from '~/platform/id'
import { pagesOf } from '../../support/documents/read-pdf'
import { aDraft, aNetwork, anAnsweredConsult, anAssignedConsult, aRequest, aSentConsult, type Network } from '../../support/network'
import { picture } from '../../unit/documents/pictures'
import { guards } from './guards'

const asEmergency = { dataBasis: 'emergency', basisRelation: '', basisReason: 'Hôn mê, chưa liên lạc được người nhà.' }
const signed = (consultId: string, changes: Partial<CollectConsent> = {}): CollectConsent => ({ consultId, form: 'paper', relation: 'child', personName: 'Phùng Văn Hải', childAgreed: '', reason: 'Người bệnh hôn mê.', ...changes })
const kindsOf = async (consultId: string) => (await db.consent.findMany({ where: { consultId }, orderBy: { id: 'asc' } })).map(({ kind }) => kind)
const sent = async (network: Network) => ({ consultId: await aSentConsult(network, asEmergency) })

guards([
  { verb: 'collectConsent', by: ['doctor', 'secondDoctor', 'head'], before: sent, act: (actor, { consultId }) => collectConsent(actor, signed(consultId)), to: 'sent', step: 'collectConsent', once: false, private: 'Phùng Văn Hải' },
  { verb: 'withdrawConsent', by: ['doctor', 'juniorCoordinator'], before: sent, act: (actor, { consultId }) => withdrawConsent(actor, { consultId, relation: 'self', personName: '', note: 'Người bệnh không đồng ý nữa.' }), to: 'withdrawn', late: true, step: 'withdrawConsent', private: 'không đồng ý' },
])

test('sending writes the first row, given or emergency; a consent collected later pays the debt', async () => {
  const network = await aNetwork()
  const plain = await aSentConsult(network)
  expect(await db.consent.findFirst({ where: { consultId: plain } })).toMatchObject({ kind: 'given', relation: 'self', purpose: 'remoteConsult', recordedById: network.doctor.personId })
  const owed = await aSentConsult(network, asEmergency)
  expect((await consentsOwed(network.doctor)).map(({ id }) => id)).toEqual([owed])
  expect(await consentsOwed(network.secondDoctor)).toEqual([])
  expect(await consentLine(network.doctor, owed)).toEqual({ standing: 'emergency', owed: true })
  expect(await consentLine(network.seniorCoordinator, owed)).toBeNull()
  await collectConsent(network.doctor, signed(owed))
  expect(await kindsOf(owed)).toEqual(['emergency', 'given'])
  expect(await consentsOwed(network.doctor)).toEqual([])
  expect(await db.consultClock.count({ where: { consultId: owed, kind: 'consent', doneAt: null } })).toBe(0)
})

test('a child is sent with a representative only', async () => {
  const network = await aNetwork()
  const consultId = await aDraft(network)
  const child = aRequest(network, { ageValue: '9' })
  await expect(sendConsult(network.doctor, { ...child, consultId, version: 0 })).rejects.toMatchObject({ key: 'consults:problem.minorRepresentative', field: 'basisRelation' })
  expect(await kindsOf(consultId)).toEqual([])
  await sendConsult(network.doctor, { ...child, basisRelation: 'parent', basisPerson: 'Phùng Văn Hải', consultId, version: 0 })
  expect(await db.consent.findFirst({ where: { consultId } })).toMatchObject({ representative: true, personName: 'Phùng Văn Hải' })
  await expect(collectConsent(network.doctor, signed(consultId, { reason: '' }))).rejects.toMatchObject({ list: [{ field: 'childAgreed' }] })
  await collectConsent(network.doctor, signed(consultId, { reason: '', childAgreed: 'on' }))
})

test('rows are never changed nor deleted', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  await expect(db.consent.updateMany({ where: { consultId }, data: { personName: 'Khác' } })).rejects.toThrow()
  await expect(db.consent.deleteMany({ where: { consultId } })).rejects.toThrow()
})

test('a sheet of another consult is no proof', async () => {
  const network = await aNetwork()
  const { consultId } = await sent(network)
  await expect(collectConsent(network.doctor, signed(consultId, { fileId: newId() }))).rejects.toMatchObject({ field: 'fileId' })
})

/** The last byte of an upload has come, and it is looked into. */
async function arrives(id: string): Promise<void> {
  mkdirSync(uploadsFolder(), { recursive: true })
  writeFileSync(partOf(id), await picture('png', 320, 200))
  await db.upload.update({ where: { id }, data: { state: 'checking' } })
  await takeIn(id)
}

test('a signed sheet is never part of the request: the other side neither reads nor counts it, and alone it is no supplement', async () => {
  const network = await aNetwork()
  const consultId = await aDraft(network)
  const add = async (kind: 'consent' | 'ecg', name: string) => (await addFiles(network.doctor, { consultId, kind, files: [await acceptPicture(await picture('png'), name)] })).fileIds[0] ?? ''
  const early = await add('consent', 'phieu-ky.png')
  const { uploads: [announced] } = await announceFiles(network.doctor, { consultId, kind: 'consent', files: [{ name: 'phieu-ky-2.png', size: 1, mark: '1' }] })
  await sendConsult(network.doctor, { ...aRequest(network, asEmergency), consultId, version: 0 })
  await acceptConsult(network.seniorCoordinator, { consultId })
  await arrives(announced?.id ?? '')
  const late = await add('consent', 'phieu-ky-sau.png')
  await expect(supplementConsult(network.doctor, { consultId, text: '', questions: [] })).rejects.toMatchObject({ key: 'consults:problem.supplement' })
  const ecg = await add('ecg', 'dien-tim.png')
  await supplementConsult(network.doctor, { consultId, text: '', questions: [] })
  expect((await db.requestVersion.findMany({ where: { consultId }, orderBy: { version: 'asc' } })).map(({ content }) => content)).toMatchObject([{ files: 0 }, { files: 1 }])
  const { files } = await consultRecord(network.seniorCoordinator, consultId)
  expect([files.files.map(({ id }) => id), files.kinds]).toEqual([[ecg], { 'image/png': 1 }])
  for (const sheet of [early, late]) {
    await expect(fileOf(network.seniorCoordinator, consultId, sheet)).rejects.toMatchObject({ status: 404 })
    expect(await fileOf(network.head, consultId, sheet)).toMatchObject({ id: sheet })
  }
  expect((await consentView(network.doctor, consultId)).photos.map(({ name }) => name)).toEqual(['phieu-ky.png', 'phieu-ky-2.png', 'phieu-ky-sau.png'])
  expect(await db.consultFile.count({ where: { consultId, kind: 'consent', requestVersion: { not: null } } })).toBe(0)
})

test('a sheet that a consent was recorded with stays; another picture proves nothing', async () => {
  const network = await aNetwork()
  const { consultId } = await sent(network)
  const add = async (kind: 'consent' | 'ecg') => (await addFiles(network.doctor, { consultId, kind, files: [await acceptPicture(await picture('png'), 'a.png')] })).fileIds[0] ?? ''
  const [sheet, ecg] = [await add('consent'), await add('ecg')]
  await expect(collectConsent(network.doctor, signed(consultId, { fileId: ecg }))).rejects.toMatchObject({ field: 'fileId' })
  await collectConsent(network.doctor, signed(consultId, { fileId: sheet }))
  await expect(removeFile(network.doctor, { consultId, fileId: sheet })).rejects.toMatchObject({ key: 'files:problem.consentSheet' })
  await removeFile(network.doctor, { consultId, fileId: ecg })
  const seen = async () => {
    const { photos, rows } = await consentView(network.doctor, consultId)
    return [photos.map(({ id }) => id), rows[0]?.fileId]
  }
  expect(await seen()).toEqual([[sheet], sheet])
  await acceptConsult(network.seniorCoordinator, { consultId })
  await recallFile(network.juniorCoordinator, { consultId, which: sheet, reason: 'Giấy của người bệnh khác.' })
  expect(await seen()).toEqual([[], null])
  await expect(fileOf(network.doctor, consultId, sheet)).rejects.toMatchObject({ status: 404 })
  const recalled = async (actor: Actor) => (await consultRecord(actor, consultId)).files.recalled.map(({ id }) => id)
  expect([await recalled(network.doctor), await recalled(network.seniorCoordinator)]).toEqual([[sheet], []])
})

test('a withdrawal shuts the other side out at once; what was answered stays with the requesting hospital', async () => {
  const network = await aNetwork()
  const { consultId, opinionId } = await anAnsweredConsult(network)
  const half = await anAssignedConsult(network)
  for (const id of [consultId, half]) await withdrawConsent(network.doctor, { consultId: id, relation: 'child', personName: 'Phùng Văn Hải', note: 'Gia đình không đồng ý nữa.' })
  for (const actor of [network.specialist, network.seniorCoordinator])
    for (const id of [consultId, half]) await expect(consultRecord(actor, id)).rejects.toMatchObject({ status: 404 })
  const { consult, papers } = await consultRecord(network.doctor, consultId)
  expect(consult.opinions.map(({ id }) => id)).toEqual([opinionId])
  expect(papers).toHaveLength(1)
  expect((await consentView(network.doctor, consultId)).standing).toBe('withdrawn')
})

test.each([
  ['withdrawConsent', (network: Network, consultId: string) => withdrawConsent(network.doctor, { consultId, relation: 'self', personName: '', note: 'Không đồng ý.' })],
  ['withdraw', (network: Network, consultId: string) => withdrawConsult(network.doctor, { consultId, note: 'Đã chuyển viện.' })],
] as const)('%s of a request that still waits for approval tells nobody outside its hospital', async (action, act) => {
  const network = await aNetwork()
  const told = async (consultId: string) => {
    await act(network, consultId)
    const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: `consult.${action}` } })
    await tellConsult(event)
    return (await db.notice.findMany({ where: { eventId: event.id } })).map(({ personId }) => personId)
  }
  expect(await told(await aSentConsult(network, { level: 'routine' }))).toEqual([network.juniorCoordinator.personId])
  expect((await told(await aSentConsult(network))).sort()).toEqual([network.juniorCoordinator.personId, network.seniorCoordinator.personId].sort())
})

test('consents are the requesting hospital’s own affair', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  for (const actor of [network.specialist, network.seniorCoordinator, network.otherDoctor, network.officer]) {
    await expect(consentView(actor, consultId)).rejects.toMatchObject({ status: 404 })
    await expect(consentSheet(actor, consultId)).rejects.toMatchObject({ status: 404 })
  }
})

test('a draft that came back is printed as it stands now, and its age read as everywhere', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, { level: 'routine' })
  await returnForChanges(network.head, { consultId, note: 'Nhầm người bệnh.' })
  const { draftVersion } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  const born = String(Number(todayInVietnam(new Date()).slice(0, 4)) - 11)
  await saveDraft(network.doctor, { ...aRequest(network, { patientName: 'Lò Thị Sen', sex: 'female', ageValue: born, supportingId: '' }), consultId, version: draftVersion })
  const [text = ''] = await pagesOf(await consentSheet(network.doctor, consultId))
  expect(text).toContain('LÒ THỊ SEN')
  expect(text).toContain(born)
  expect(text).not.toMatch(/PHÙNG VĂN ĐỊNH|Xanh Pôn/)
  expect((await consentView(network.doctor, consultId)).signer).toBe('minor')
  for (const [ageValue, signer] of [['5 tháng', 'smallChild'], ['67', 'adult']] as const) {
    const { draftVersion: version } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
    await saveDraft(network.doctor, { ...aRequest(network, { ageValue }), consultId, version })
    expect((await consentView(network.doctor, consultId)).signer).toBe(signer)
  }
})

test('the sheet prints from a draft and from a request, on one page, with nothing ticked', async () => {
  const network = await aNetwork()
  const draft = await aDraft(network)
  expect(await pagesOf(await consentSheet(network.doctor, draft))).toHaveLength(1)
  const consultId = await aSentConsult(network)
  const pages = await pagesOf(await consentSheet(network.doctor, consultId))
  expect(pages).toHaveLength(1)
  const [text = ''] = pages
  for (const words of ['PHÙNG VĂN ĐỊNH', 'Bệnh viện Đa khoa Xanh Pôn', 'rút lại', '91/2025/QH15', 'NGƯỜI ĐẠI DIỆN']) expect(text).toContain(words)
})
