import { expect, test } from '@playwright/test'
import { act, answered, answerOf, read, sent, textOf, thePeople, type People } from '../support/by-post'
import { appUrl, post } from '../support/journey'

let people: People
test.beforeAll(async ({ browser }) => {
  people = await thePeople(browser)
})

test('a sign-in that ended sends to the sign-in page and back; a script gets 401', async ({ request }) => {
  const id = await sent(people)
  const answer = await post(request, `/consults/${id}`, { intent: 'accept' })
  expect(answer.status()).toBe(302)
  expect(answer.headers().location).toMatch(/^\/sign-in\?next=/)
  const script = await request.post(`${appUrl()}/consults/${id}.data`, { form: { intent: 'accept' }, maxRedirects: 0, headers: { origin: appUrl(), 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty', accept: '*/*' } })
  expect(script.status()).toBe(401)
})

test('what another site asks for is refused and changes nothing', async () => {
  const { doctor } = people
  const id = await sent(people)
  const body = { intent: 'withdraw', note: 'từ trang khác' }
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: appUrl(), 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: `${appUrl()}.evil.example` }, {}] as Array<Record<string, string>>) {
    for (const path of [`/consults/${id}`, `/consults/${id}.data`, `/consults/${id}?index`, `/consults/${id}/?index&_routes=x`]) {
      const answer = await doctor.request.post(appUrl() + path, { form: body, maxRedirects: 0, headers })
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  for (const method of ['GET', 'POST']) {
    const old = await doctor.request.fetch(`${appUrl()}/consults/${id}?_data=routes%2Fconsults.%24id._index`, { method, maxRedirects: 0, headers: { origin: appUrl(), 'sec-fetch-site': 'same-origin' } })
    expect([400, 403]).toContain(old.status())
  }
  expect(await textOf(await read(doctor, `/consults/${id}`))).toContain('Chờ tiếp nhận')
})

test('markup in a text is shown as text and never runs', async () => {
  test.setTimeout(120_000)
  const evil = (field: string) => `${field}<img src=x onerror="window.ran=1"><script>window.ran=1</script>"'></textarea><b>`
  const id = await answered(people, {
    situation: evil('T'), questions: [evil('H1'), evil('H2')], patientName: evil('N'), basisRelation: 'spouse', basisPerson: evil('P'), recordNumber: '<i>1</i>', department: evil('K'), diagnosis: evil('C'), room: '<i>2</i>',
  })
  await act(people.doctor, `/consults/${id}`, { intent: 'decide', answerId: await answerOf(people.doctor, id), kind: 'not', reason: evil('D') })
  await act(people.doctor, `/consults/${id}`, { intent: 'followUp', condition: 'same', note: evil('F') })
  const heard: string[] = []
  for (const page of Object.values(people)) {
    page.on('console', (message) => { if (message.type() === 'error') heard.push(message.text()) })
    page.on('pageerror', (error) => heard.push(error.message))
    for (const path of [`/consults/${id}`, '/today', '/consults', '/inbox']) {
      await page.goto(appUrl() + path)
      expect(await page.evaluate(() => 'ran' in window), path).toBe(false)
      expect(await page.locator('img[src=x]').count(), path).toBe(0)
    }
    await page.goto(`${appUrl()}/consults/${id}`)
    for (const field of ['T', 'H1', 'N', 'D', 'F']) await expect(page.getByText(evil(field)).first(), field).toBeVisible()
  }
  expect(heard).toEqual([])
})
