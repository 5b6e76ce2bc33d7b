import { expect, test, type Browser } from '@playwright/test'
import { dayAfter } from '~/domain/duty/times'
import { act, optionIn, sent } from '../support/by-post'
import { calendarMail, readCalendar } from '../support/calendar-mail'
import { todayThere } from '../support/hour'
import { appUrl, browserOf } from '../support/journey'
import { looksRight } from '../support/looks-right'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

const chairMail = 'tuyen@xanhpon.example'

/** A conference arranged for a time, with the people who sit in it. */
async function arranged(browser: Browser, startsAt: string) {
  const [doctor, coordinator, chair] = [await browserOf(browser, 'doctor'), await browserOf(browser, 'coordinator'), await browserOf(browser, 'specialist')]
  const consultId = await sent({ doctor })
  expect((await act(coordinator, `/consults/${consultId}`, { intent: 'accept' })).status()).toBe(302)
  const address = `/consults/${consultId}/conference`
  const answer = await act(coordinator, address, {
    intent: 'arrange', when: 'later', startsAt, minutes: '45', chairId: await optionIn(coordinator, address, 'Hà Quang Tuyển'), scribeId: await optionIn(coordinator, address, 'Vũ Minh Nguyệt'),
  })
  const [, id = ''] = /\/conferences\/([0-9a-f-]{36})/.exec(answer.headers().location ?? '') ?? []
  expect(id, (await answer.text()).replace(/<[^>]+>/g, ' ').slice(0, 800)).not.toBe('')
  return { doctor, coordinator, chair, conference: `/conferences/${id}`, id }
}

test('invited, declined, moved and called off: the mails and the private calendar follow each step', async ({ browser, playwright }) => {
  test.setTimeout(120_000)
  const [wednesday, thursday] = [dayAfter(todayThere(), 3), dayAfter(todayThere(), 4)]
  const { doctor, coordinator, chair, conference, id } = await arranged(browser, `${wednesday}T14:00`)
  const administrator = await browserOf(browser, 'administrator')
  const uid = `${id}@chi-em`

  const invitation = await calendarMail(administrator, chairMail, 'được xếp lịch')
  expect(invitation).toMatchObject({ method: 'REQUEST', events: [{ uid, sequence: 0, startsAt: `${wednesday}T07:00:00.000Z`, attendees: [`mailto:${chairMail}`] }] })
  expect(invitation.events[0]?.summary).toMatch(/^Hội chẩn HC-\S+ \(Trong ngày\)$/)
  const file = await chair.request.get(`${appUrl()}${conference}/calendar`)
  expect(file.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  expect(readCalendar(await file.text()).events).toMatchObject([{ uid, sequence: 0 }])

  await chair.goto('/schedule/feed')
  await chair.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click()
  const address = await chair.locator('.feed-address').innerText()
  const program = await playwright.request.newContext()
  const feed = async () => readCalendar(await (await program.get(address)).text()).events
  expect(await feed()).toMatchObject([{ uid, sequence: 0, status: 'TENTATIVE' }])
  const { etag = '' } = (await program.get(address)).headers()
  expect((await program.get(address, { headers: { 'If-None-Match': etag } })).status()).toBe(304)
  expect((await program.get(`${appUrl()}/calendar/${'x'.repeat(22)}.ics`)).status()).toBe(404)

  await chair.goto(conference)
  await expect(chair.getByText('Quý vị được mời tham dự phiên hội chẩn này.')).toBeVisible()
  await chair.getByRole('button', { name: 'Không dự được' }).click()
  await chair.getByRole('dialog').getByRole('button', { name: 'Gửi trả lời không dự được' }).click()
  await expect(chair.getByRole('dialog').getByText('Vui lòng ghi lý do, ít nhất 5 ký tự.').first()).toBeVisible()
  await chair.getByRole('dialog').getByLabel('Lý do').fill('Tôi có ca mổ chương trình chiều thứ Tư')
  await chair.getByRole('dialog').getByRole('button', { name: 'Gửi trả lời không dự được' }).click()
  await expect(chair.getByText('Quý vị đã trả lời không dự được.')).toBeVisible()

  await coordinator.goto(conference)
  await expect(coordinator.getByText('Tôi có ca mổ chương trình chiều thứ Tư')).toBeVisible()
  await looksRight(coordinator)
  await coordinator.getByRole('button', { name: 'Đổi giờ' }).click()
  await coordinator.getByRole('dialog').getByLabel('Bắt đầu lúc').fill(`${thursday}T09:30`)
  await coordinator.getByRole('dialog').getByLabel('Lý do').fill('Chủ tọa có ca mổ')
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Đổi giờ và báo mọi người' }).click()
  await expect(coordinator.getByText('Chủ tọa có ca mổ', { exact: true })).toBeVisible()
  await expect(coordinator.getByText('0/3 người đã trả lời')).toBeVisible()
  expect(await calendarMail(administrator, chairMail, 'đổi sang')).toMatchObject({ method: 'REQUEST', events: [{ uid, sequence: 1, startsAt: `${thursday}T02:30:00.000Z` }] })
  expect(await feed()).toMatchObject([{ uid, sequence: 1, startsAt: `${thursday}T02:30:00.000Z` }])
  expect((await program.get(address, { headers: { 'If-None-Match': etag } })).status()).toBe(200)

  // As a browser without JavaScript does it.
  expect((await act(doctor, conference, { intent: 'accept', sequence: '1' })).status()).toBe(302)
  await coordinator.reload()
  await expect(coordinator.getByText('1/3 người đã trả lời')).toBeVisible()

  expect((await act(coordinator, conference, { intent: 'notHeld', reason: 'Người bệnh đã ổn định' })).status()).toBe(302)
  expect(await calendarMail(administrator, chairMail, 'không diễn ra')).toMatchObject({ method: 'CANCEL', events: [{ uid, sequence: 2, status: 'CANCELLED' }] })
  expect(await feed()).toMatchObject([{ uid, sequence: 2, status: 'CANCELLED' }])

  // A new address ends the old one.
  await chair.goto('/schedule/feed')
  await chair.getByRole('button', { name: 'Tạo địa chỉ mới' }).click()
  await expect(chair.locator('.feed-address')).not.toHaveText(address)
  expect((await program.get(address)).status()).toBe(404)
})

test('the calendar by keyboard and on a phone', async ({ browser }) => {
  const day = dayAfter(todayThere(), 2)
  const { chair, conference } = await arranged(browser, `${day}T15:00`)
  await chair.goto(`/schedule?day=${day}`)
  await expect(chair.getByRole('link', { name: 'Lịch hội chẩn' }).first()).toHaveAttribute('aria-current', 'page')
  await chair.locator(`[data-day="${day}"]`).focus()
  await chair.keyboard.press('ArrowRight')
  await expect(chair.locator(`[data-day="${dayAfter(day, 1)}"]`)).toBeFocused()
  await chair.keyboard.press('Enter')
  await expect(chair).toHaveURL(new RegExp(`day=${dayAfter(day, 1)}$`))
  await expect(chair.getByText('Không có phiên hội chẩn trong ngày này')).toBeVisible()
  await chair.goto(`/schedule?week=${day}`)
  await looksRight(chair)
  const entry = chair.locator(`a[href="${conference}"]`)
  await entry.focus()
  await chair.keyboard.press('ArrowLeft')
  await expect(chair.locator(`[data-day="${dayAfter(day, -1)}"]`)).toBeFocused()
  await chair.setViewportSize({ width: 390, height: 780 })
  await entry.scrollIntoViewIfNeeded()
  expect(await chair.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await entry.click()
  await chair.getByRole('button', { name: 'Tôi tham dự' }).click()
  await expect(chair.getByText('Quý vị đã nhận lời tham dự.')).toBeVisible()
})
