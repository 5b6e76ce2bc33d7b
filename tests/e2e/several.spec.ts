import { expect, test, type Browser, type Page } from '@playwright/test'
import { dayAfter } from '~/domain/duty/times'
import { act, aRequest, draft, optionIn } from '../support/by-post'
import { calendarMail } from '../support/calendar-mail'
import { todayThere } from '../support/hour'
import { browserOf } from '../support/journey'
import { looksRight } from '../support/looks-right'
import { ownApp } from '../support/own-app'

// Of its own, since a hospital's settings change and nobody can be in two conferences at a time.
ownApp(test)

const chairMail = 'tuyen@xanhpon.example'

/** An accepted consult of this doctor's hospital, with its code. */
async function accepted(doctor: Page, coordinator: Page): Promise<{ id: string; code: string }> {
  const id = await draft(doctor)
  const answer = await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id))
  expect(answer.status(), (await answer.text()).replace(/<[^>]+>/g, ' ').slice(0, 600)).toBe(302)
  expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
  await coordinator.goto(`/consults/${id}/conference`)
  return { id, code: await coordinator.locator('.crumb a').last().innerText() }
}

const people = async (browser: Browser) => ({
  coordinator: await browserOf(browser, 'coordinator'), doctor: await browserOf(browser, 'doctor'), otherDoctor: await browserOf(browser, 'otherDoctor'), head: await browserOf(browser, 'seniorHead'), chair: await browserOf(browser, 'specialist'), administrator: await browserOf(browser, 'administrator'),
})

test('three consults of two districts are arranged, approved by a head, invited to, and one is postponed before the start', async ({ browser }) => {
  test.setTimeout(180_000)
  const { coordinator, doctor, otherDoctor, head, chair, administrator } = await people(browser)
  await coordinator.goto('/settings')
  await coordinator.getByRole('checkbox', { name: /duyệt trước khi gửi lời mời/ }).check()
  await coordinator.locator('#conferences').getByRole('button').last().click()
  await expect(coordinator.getByRole('checkbox', { name: /duyệt trước khi gửi lời mời/ })).toBeChecked()

  const [first, second, third] = [await accepted(doctor, coordinator), await accepted(otherDoctor, coordinator), await accepted(doctor, coordinator)]
  const day = dayAfter(todayThere(), 3)
  await coordinator.goto(`/consults/${first.id}/conference`)
  for (const { code } of [second, third]) {
    const select = coordinator.getByLabel(/Ca đang chờ hội chẩn/)
    await select.selectOption(await select.locator('option', { hasText: code }).getAttribute('value') ?? '')
    await coordinator.getByRole('button', { name: 'Thêm ca' }).click()
    await expect(coordinator.locator('.agenda-edit li').last()).toContainText(code)
  }
  await coordinator.getByRole('button', { name: `Lên trước ${third.code}` }).click()
  await expect(coordinator.locator('.agenda-edit li').nth(1)).toContainText(third.code)
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)' })
  await coordinator.getByLabel('Thư ký').selectOption({ label: 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)' })
  await coordinator.getByRole('radio', { name: 'Vào giờ khác' }).check()
  await coordinator.getByLabel('Bắt đầu lúc').fill(`${day}T13:30`)
  await coordinator.getByLabel('Thời lượng (phút)').fill('30')
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator.locator('.errors')).toContainText('Các ca cần 60 phút, phiên chỉ có 30 phút')
  await coordinator.getByLabel('Thời lượng (phút)').fill('90')
  await looksRight(coordinator)
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}\/plan$/)
  await expect(coordinator.getByText('Chờ duyệt.')).toBeVisible()
  const id = /conferences\/([0-9a-f-]{36})/.exec(coordinator.url())?.[1] ?? ''

  await chair.goto('/schedule')
  await expect(chair.getByText(first.code)).toHaveCount(0)
  await head.goto('/schedule')
  await head.getByRole('region', { name: 'Phiên chờ Quý vị duyệt' }).or(head.locator('section', { hasText: 'Phiên chờ Quý vị duyệt' })).getByRole('link').first().click()
  await expect(head.getByText(third.code)).toBeVisible()
  await expect(head.getByText('Phùng Văn Định')).toHaveCount(0)
  await looksRight(head)
  await head.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await expect(head.getByText(/Nguyễn Thị Thu Hà đã duyệt/)).toBeVisible()

  const invitation = await calendarMail(administrator, chairMail, 'được xếp lịch')
  expect(invitation).toMatchObject({ method: 'REQUEST', events: [{ uid: `${id}@chi-em`, sequence: 0, startsAt: `${day}T06:30:00.000Z` }] })
  for (const { code } of [first, second, third]) expect(invitation.events[0]?.summary).toContain(code)

  await coordinator.goto(`/conferences/${id}`)
  await expect(coordinator.locator('.agenda-list li')).toHaveCount(3)
  await looksRight(coordinator)
  await coordinator.getByRole('link', { name: 'Sửa chương trình, thành phần' }).click()
  await coordinator.getByRole('listitem').filter({ hasText: second.code }).getByRole('button', { name: 'Hoãn sang phiên khác' }).click()
  const dialog = coordinator.getByRole('dialog', { name: `Hoãn ca ${second.code}` })
  await dialog.getByLabel('Lý do').fill('Bệnh nhân cần chụp lại trước khi hội chẩn')
  await dialog.getByRole('button', { name: 'Hoãn sang phiên khác' }).click()
  await expect(coordinator.getByRole('listitem').filter({ hasText: second.code }).last()).toContainText('Đã hoãn')
  await looksRight(coordinator)

  const changed = await calendarMail(administrator, chairMail, 'thay đổi')
  expect(changed).toMatchObject({ method: 'REQUEST', events: [{ uid: `${id}@chi-em`, sequence: 1 }] })
  expect(changed.events[0]?.summary).not.toContain(second.code)
  const off = await calendarMail(administrator, 'hanh@ttytbavi.example', 'không còn trong thành phần')
  expect(off.method).toBe('CANCEL')
  await otherDoctor.goto(`/consults/${second.id}`)
  await expect(otherDoctor.getByText('Đưa ra khỏi phiên hội chẩn').first()).toBeVisible()
})

test('a draft without a consult, without JavaScript on a phone: filled, published', async ({ browser }) => {
  const { coordinator, doctor } = await people(browser)
  const { code, id } = await accepted(doctor, coordinator)
  const phone = await browserOf(browser, 'coordinator', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await phone.goto('/schedule/new')
  await phone.getByLabel('Chủ tọa', { exact: true }).selectOption(await optionIn(coordinator, `/consults/${id}/conference`, 'Đinh Công Thắng'))
  await phone.getByLabel('Thư ký').selectOption(await optionIn(coordinator, `/consults/${id}/conference`, 'Vũ Minh Nguyệt'))
  await phone.getByLabel('Bắt đầu lúc').fill(`${dayAfter(todayThere(), 9)}T08:00`)
  await phone.getByRole('button', { name: 'Lưu nháp' }).click()
  await expect(phone).toHaveURL(/\/plan$/)
  await expect(phone.getByText('Chương trình chưa có ca nào.')).toBeVisible()
  const select = phone.getByLabel('Ca đang chờ hội chẩn')
  await select.selectOption(await select.locator('option', { hasText: code }).getAttribute('value') ?? '')
  await phone.getByRole('button', { name: 'Thêm ca' }).click()
  await expect(phone.locator('.agenda-edit li')).toContainText(code)
  await phone.screenshot({ path: test.info().outputPath('draft-390.png'), fullPage: true })
  await phone.getByRole('button', { name: 'Công bố phiên' }).click()
  await expect(phone.getByText('Chờ duyệt.').or(phone.getByText('Đã xếp lịch')).first()).toBeVisible()
})
