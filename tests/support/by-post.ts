import { expect, type APIResponse, type Page } from '@playwright/test'
import { accountOf, appUrl, browserOf, post, type Who } from './journey'
import { todayThere } from './hour'

type Fields = Record<string, string | string[]>
export type People = Record<'doctor' | 'coordinator' | 'specialist', Page>

const page = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' }

/** A page as a browser without JavaScript gets it. */
export const read = (at: Page, address: string) => at.request.get(`${appUrl()}${address}`, { maxRedirects: 0, headers: page })

/** A form posted by this browser's person. */
export const act = (at: Page, address: string, fields: Fields): Promise<APIResponse> => post(at.request, address, fields)

async function done(answer: APIResponse, intent: string): Promise<void> {
  if (answer.status() !== 302) expect((await answer.text()).replace(/<[^>]+>/g, ' ').slice(0, 2000), intent).toBe('redirected')
}

/** The three people of a written answer, each in a browser of their own. */
export async function thePeople(browser: Parameters<typeof browserOf>[0], options: Parameters<typeof browserOf>[2] = {}): Promise<People> {
  const one = (who: Who) => browserOf(browser, who, options)
  return { doctor: await one('doctor'), coordinator: await one('coordinator'), specialist: await one('specialist') }
}

/** An id in the page: of the first option whose words contain `words`. */
export async function optionIn(at: Page, address: string, words: string): Promise<string> {
  const html = await (await read(at, address)).text()
  const found = [...html.matchAll(/<option[^>]* value="([0-9a-f-]{36})"[^>]*>([^<]*)/g)].find(([, , label]) => label?.includes(words))
  if (!found?.[1]) throw new Error(`No option “${words}” at ${address}`)
  return found[1]
}

export async function draft(at: Page): Promise<string> {
  const answer = await act(at, '/consults/new', {})
  const [, id] = /\/consults\/([0-9a-f-]{36})\/compose/.exec(answer.headers().location ?? '') ?? []
  if (!id) throw new Error(`No draft: ${answer.status()}`)
  return id
}

/** What the request's form holds when it may be sent. */
export async function aRequest(at: Page, id: string, changes: Fields = {}): Promise<Fields> {
  return {
    intent: 'send', version: '0', level: 'sameDay', supportingId: await optionIn(at, `/consults/${id}/compose`, 'Xanh Pôn'), specialtyCode: 'tim-mach',
    patientName: 'Phùng Văn Định', sex: 'male', ageValue: '67', ageUnit: 'years', situation: 'Đau ngực trái từ 2 giờ sáng, ST chênh lên ở D2, D3, aVF.',
    questions: ['Có chỉ định tiêu sợi huyết tại chỗ không?', 'Có cần chuyển ngay không?'], dataBasis: 'consent', basisRelation: 'self', ...changes,
  }
}

export async function sent({ doctor }: Pick<People, 'doctor'>, changes: Fields = {}): Promise<string> {
  const id = await draft(doctor)
  await done(await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id, changes)), 'send')
  return id
}

export async function assigned(people: People, changes: Fields = {}): Promise<string> {
  const id = await sent(people, changes)
  await done(await act(people.coordinator, `/consults/${id}`, { intent: 'accept' }), 'accept')
  const specialistId = await optionIn(people.coordinator, `/consults/${id}`, 'Hà Quang Tuyển')
  await done(await act(people.coordinator, `/consults/${id}`, { intent: 'assign', specialistId }), 'assign')
  return id
}

/** What the answer's form holds when it may be confirmed. */
export const anAnswer = (changes: Fields = {}): Fields => ({
  intent: 'confirm', version: '0', answers: ['Có, nếu không có chống chỉ định.', 'Chuyển sau tiêu sợi huyết.'], general: 'Theo dõi sát trong 24 giờ đầu.', password: accountOf('specialist').password, ...changes,
})

export async function answered(people: People, changes: Fields = {}): Promise<string> {
  const id = await assigned(people, changes)
  await done(await act(people.specialist, `/consults/${id}/answer`, anAnswer()), 'confirm')
  return id
}

/** The id of the answer that the decision is about. */
export async function answerOf(at: Page, id: string): Promise<string> {
  const html = await (await read(at, `/consults/${id}`)).text()
  const [input = ''] = /<input[^>]*name="answerId"[^>]*>/.exec(html) ?? []
  return /value="([^"]*)"/.exec(input)?.[1] ?? ''
}

export async function followed(people: People): Promise<string> {
  const id = await answered(people)
  await done(await act(people.doctor, `/consults/${id}`, { intent: 'decide', answerId: await answerOf(people.doctor, id), kind: 'apply', reason: '' }), 'decide')
  await done(await act(people.doctor, `/consults/${id}`, { intent: 'followUp', condition: 'better', note: 'Đỡ đau ngực, huyết áp ổn định.' }), 'followUp')
  return id
}

export async function closed(people: People): Promise<string> {
  const id = await followed(people)
  const today = todayThere()
  await done(await act(people.doctor, `/consults/${id}`, { intent: 'endEpisode', endKind: 'discharge', endedOn: today }), 'endEpisode')
  await done(await act(people.doctor, `/consults/${id}`, { intent: 'evaluate', result: 'improved', treatedOnSite: 'yes', diagnosisChange: 'no', usefulness: '5', remark: '' }), 'evaluate')
  await done(await act(people.doctor, `/consults/${id}`, { intent: 'close' }), 'close')
  return id
}

/** A conference that begins now, with those named or the first possible chair and scribe; the coordinator arranges it. Returns its id. */
export async function conferenceNow(people: People, { chair, scribe }: { chair?: string; scribe?: string } = {}): Promise<{ consultId: string; conferenceId: string }> {
  const consultId = await assigned(people)
  const address = `/consults/${consultId}/conference`
  const html = await (await read(people.coordinator, address)).text()
  const firstIn = (name: string): string => new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?value="([0-9a-f-]{36})"`).exec(html)?.[1] ?? ''
  const answer = await act(people.coordinator, address, { intent: 'arrange', when: 'now', startsAt: '', minutes: '30', chairId: chair ? await optionIn(people.coordinator, address, chair) : firstIn('chairId'), scribeId: scribe ? await optionIn(people.coordinator, address, scribe) : firstIn('scribeId') })
  await done(answer, 'arrange')
  const [, conferenceId = ''] = /\/conferences\/([0-9a-f-]{36})/.exec(answer.headers().location ?? '') ?? []
  return { consultId, conferenceId }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
/** The page as text, its fields' contents included. */
export const textOf = async (answer: APIResponse) => (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]*\svalue="([^"]*)"[^>]*>/g, ' $1 ').replace(/<[^>]+>/g, ' ').replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole)
