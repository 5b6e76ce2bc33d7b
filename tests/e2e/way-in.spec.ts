import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { formatTime } from '~/platform/dates'
import { act, assigned, optionIn, read, textOf, thePeople, type People } from '../support/by-post'
import { nextAt, clockAt } from '../support/hour'
import { browserOf } from '../support/journey'
import { ownApp } from '../support/own-app'

const morning = nextAt(8, { working: true })
// Of its own, since nobody can be in two conferences at a time.
ownApp(test, () => Promise.resolve(clockAt(morning)))

const there = (after: number): string => {
  const at = new Date(Date.now() + Number(process.env.E2E_OFFSET ?? 0) + after)
  return `${new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at)}T${formatTime(at)}`
}

/** A conference of one consult at a later hour, in a room of the host's. Returns its address. */
async function planned(people: People, after: number, site: string): Promise<string> {
  const id = await assigned(people)
  const address = `/consults/${id}/conference`
  const html = await (await read(people.coordinator, address)).text()
  const [, siteId = ''] = new RegExp(`<input[^>]*value="([0-9a-f-]{36})"[^>]*/?>\\s*<span>${site}`).exec(html) ?? []
  expect(siteId).not.toBe('')
  const answer = await act(people.coordinator, address, {
    intent: 'arrange', when: 'later', startsAt: there(after), minutes: '30', chairId: await optionIn(people.coordinator, address, 'Hà Quang Tuyển'), scribeId: await optionIn(people.coordinator, address, 'Vũ Minh Nguyệt'), siteIds: [siteId],
  })
  const [conference] = /\/conferences\/[0-9a-f-]{36}/.exec(answer.headers().location ?? '') ?? []
  if (!conference) expect(await textOf(answer)).toBe('arranged')
  return conference ?? ''
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)

test('members wait and go in by themselves; a colleague asks, is let in and goes in; a site keeps its roster', async ({ browser }) => {
  test.setTimeout(240_000)
  const people = await thePeople(browser)
  const { doctor, coordinator, specialist: chair } = people
  await act(coordinator, '/settings', { intent: 'addSite', name: 'Phòng giao ban A', telephone: '024 3823 3075' })
  const conference = await planned(people, 90 * 60_000, 'Phòng giao ban A')

  await test.step('before the room: time left, own place, message, who else is there', async () => {
    await doctor.goto(`${conference}/wait`)
    await expect(doctor.getByText(/Còn 1 giờ \d+ phút đến giờ hội chẩn/)).toBeVisible()
    await expect(doctor.getByText('Quý vị trình bày ca thứ 1 trong 1 ca.')).toBeVisible()
    await chair.goto(`${conference}/wait`)
    await expect(doctor.getByRole('listitem').filter({ hasText: 'Hà Quang Tuyển' })).toContainText('đang chờ')
    await chair.getByRole('button', { name: 'Gửi lời nhắn cho người chờ' }).click()
    await chair.getByRole('textbox', { name: 'Lời nhắn' }).fill('Bắt đầu muộn 10 phút, xin chờ.')
    await chair.getByRole('button', { name: 'Gửi lời nhắn', exact: true }).click()
    await expect(doctor.getByText('Bắt đầu muộn 10 phút, xin chờ.')).toBeVisible()
    expect(await faults(doctor)).toEqual([])
    await doctor.setViewportSize({ width: 390, height: 844 })
    expect(await fits(doctor)).toBe(true)
    await doctor.screenshot({ path: test.info().outputPath('wait-phone.png'), fullPage: true })
    await doctor.setViewportSize({ width: 1440, height: 900 })
    await doctor.screenshot({ path: test.info().outputPath('wait-desk.png'), fullPage: true })
  })

  await test.step('the room opens: whoever said so goes in without another click', async () => {
    await doctor.getByRole('link', { name: 'Tự vào phòng khi mở' }).click()
    await expect(doctor.getByText('Quý vị sẽ được đưa vào phòng ngay khi phòng mở')).toBeVisible()
    expect((await act(coordinator, conference, { intent: 'open' })).status()).toBe(302)
    await expect(doctor).toHaveURL(new RegExp(`${conference}/room$`))
    await expect(doctor.getByText('Đã kết nối').first()).toBeVisible()
    await expect(doctor.getByText('Bắt đầu muộn 10 phút, xin chờ.')).toBeVisible()
    // Who had not said so is told, and decides.
    await chair.getByRole('link', { name: 'Vào phòng' }).click()
    await expect(chair.getByText('Đã kết nối').first()).toBeVisible()
  })

  await test.step('a colleague asks, is let in and goes in without a name of the patient', async () => {
    const colleague = await browserOf(browser, 'thirdSpecialist')
    await colleague.goto(`${conference}/room`)
    await expect(colleague).toHaveURL(new RegExp(`${conference}/wait$`))
    await expect(colleague.getByText('Quý vị chưa có trong danh sách mời')).toBeVisible()
    expect(await faults(colleague)).toEqual([])
    await colleague.getByLabel('Lời nhắn cho chủ tọa').fill('Tôi trực lãnh đạo, xin dự thính.')
    await colleague.getByRole('button', { name: 'Xin vào dự' }).click()
    await expect(colleague.getByText('Vui lòng giữ trang này mở')).toBeVisible()
    await colleague.setViewportSize({ width: 390, height: 844 })
    expect(await fits(colleague)).toBe(true)
    await colleague.screenshot({ path: test.info().outputPath('guest-phone.png'), fullPage: true })
    await colleague.setViewportSize({ width: 1280, height: 800 })

    await chair.locator('summary', { hasText: '1 người xin vào phòng' }).click()
    await expect(chair.getByText('Tôi trực lãnh đạo, xin dự thính.')).toBeVisible()
    expect(await faults(chair)).toEqual([])
    await chair.screenshot({ path: test.info().outputPath('room-asks.png') })
    await expect(doctor.getByText('1 người xin vào phòng')).toHaveCount(0)
    await chair.getByRole('button', { name: /^Cho .* vào$/ }).click()
    await expect(colleague).toHaveURL(new RegExp(`${conference}/room$`))
    await expect(colleague.getByText('Đã kết nối').first()).toBeVisible()
    expect(await colleague.content()).not.toContain('Phùng Văn Định')
    await expect(chair.getByText('1 người xin vào phòng')).toHaveCount(0)
  })

  await test.step('the roster of a site, by name and by a member’s own code', async () => {
    await doctor.goto(conference)
    const code = (await doctor.locator('.own-code').first().textContent()) ?? ''
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
    await chair.goto(`${conference}/sites`)
    await chair.getByRole('button', { name: 'Tôi ngồi trước máy của Phòng giao ban A' }).click()
    await chair.getByLabel('Họ và tên').fill('Đinh Thị Vân Khánh')
    await chair.getByLabel('Chức danh, đơn vị').fill('Điều dưỡng trưởng')
    await chair.getByRole('button', { name: 'Thêm người dự' }).click()
    await expect(chair.getByRole('listitem').filter({ hasText: 'Đinh Thị Vân Khánh' })).toBeVisible()
    await chair.getByLabel('Mã thành viên').fill('AAAAAA')
    await chair.getByRole('button', { name: 'Thêm bằng mã' }).click()
    await expect(chair.getByText('Mã này không thuộc phiên hội chẩn này').first()).toBeVisible()
    await chair.getByLabel('Mã thành viên').fill(code.toLowerCase())
    await chair.getByRole('button', { name: 'Thêm bằng mã' }).click()
    await expect(chair.getByRole('listitem').filter({ hasText: 'Khuất Thị Mai' })).toContainText('bằng mã thành viên')
    await chair.getByRole('button', { name: 'Đinh Thị Vân Khánh đã rời' }).click()
    await expect(chair.getByRole('listitem').filter({ hasText: 'Đinh Thị Vân Khánh' })).toContainText('đến')
    expect(await faults(chair)).toEqual([])
    await chair.setViewportSize({ width: 390, height: 844 })
    expect(await fits(chair)).toBe(true)
    await chair.screenshot({ path: test.info().outputPath('sites-phone.png'), fullPage: true })
    await chair.setViewportSize({ width: 1280, height: 800 })
    await chair.goto(`${conference}/room`)
    await chair.getByRole('button', { name: 'Danh sách người dự (1)' }).click()
    await expect(chair.getByRole('dialog').getByText('Khuất Thị Mai')).toBeVisible()
    await chair.screenshot({ path: test.info().outputPath('room-roster.png') })
  })
})

test('a site’s check, its roster and the way in work without scripts', async ({ browser }) => {
  const people = await thePeople(browser)
  const { coordinator, specialist: chair } = people
  await act(coordinator, '/settings', { intent: 'addSite', name: 'Phòng giao ban B', telephone: '' })
  const conference = await planned(people, 5 * 60 * 60_000, 'Phòng giao ban B')
  const sites = `${conference}/sites`
  const [, siteId = ''] = /name="siteId" value="([0-9a-f-]{36})"/.exec(await (await read(chair, sites)).text()) ?? []
  const shown = async (at: Page) => textOf(await read(at, sites))
  const site = (intent: string, fields: Record<string, string> = {}) => act(chair, sites, { intent, siteId, ...fields })
  expect((await site('confirmSite')).status()).toBe(302)
  expect(await shown(chair)).toContain('đã xác nhận')
  expect((await act(chair, `${conference}/check`, { intent: 'checkSite', siteId, camera: 'good', microphone: 'good', loudspeaker: 'good', line: 'good', note: '' })).headers().location).toBe(sites)
  expect(await shown(chair)).toContain('đã kiểm tra kỹ thuật')
  expect((await site('addAttendee', { name: 'Người chưa ngồi trước máy', position: '' })).status()).toBe(404)
  expect((await site('takeDevice')).status()).toBe(302)
  expect((await site('addAttendee', { name: '', position: '' })).status()).toBe(422)
  expect((await site('addAttendee', { name: 'Phan Văn Tài', position: 'KTV' })).status()).toBe(302)
  expect(await textOf(await site('addAttendee', { name: 'Phan Văn Tài', position: 'KTV' }))).toContain('Phan Văn Tài đã có trong danh sách.')
  expect(await shown(chair)).toContain('Phan Văn Tài')
  expect(await textOf(await read(chair, `${conference}/wait`))).toContain('Tải lại trang')

  const colleague = await browserOf(browser, 'thirdSpecialist')
  expect((await act(colleague, `${conference}/wait`, { intent: 'ask', note: 'Xin dự thính' })).status()).toBe(302)
  const html = await (await read(chair, conference)).text()
  expect(html).toContain('1 người xin vào phòng')
  const [, requestId = ''] = /name="requestId" value="([0-9a-f-]{36})"/.exec(html) ?? []
  expect((await act(chair, conference, { intent: 'refuseEntry', requestId, reason: 'Phòng đã đủ người dự.' })).status()).toBe(302)
  expect(await textOf(await read(colleague, `${conference}/wait`))).toContain('Phòng đã đủ người dự.')
  expect(await textOf(await act(colleague, `${conference}/wait`, { intent: 'ask', note: '' }))).toContain('Vui lòng đợi đến')
  // Staff of a hospital that takes no part, and whoever is nobody here.
  const officer = await browserOf(browser, 'officer')
  for (const page of ['wait', 'room', 'sites']) expect((await read(officer, `${conference}/${page}`)).status()).toBe(404)
})
