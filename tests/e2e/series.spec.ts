import { expect, test, type Page } from '@playwright/test'
import { dayAfter } from '~/domain/duty/times'
import { act, sent } from '../support/by-post'
import { todayThere } from '../support/hour'
import { browserOf } from '../support/journey'
import { looksRight } from '../support/looks-right'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time, and the backlog is the hospital's.
ownApp(test)

test('a series prepares its dates, the backlog fills one, and its members see it when it is published', async ({ browser }) => {
  test.setTimeout(180_000)
  const [doctor, coordinator, chair] = [await browserOf(browser, 'doctor'), await browserOf(browser, 'coordinator'), await browserOf(browser, 'specialist')]
  const day = dayAfter(todayThere(), 7)

  await coordinator.goto('/schedule/series/new')
  await coordinator.getByLabel('Tên lịch').fill('Hội chẩn Trung tâm Telehealth')
  await coordinator.getByLabel('Ngày trong tuần').selectOption(String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7))
  await expect(coordinator.getByLabel('Bắt đầu lúc')).toHaveValue('13:30')
  await coordinator.getByLabel('Ngày đầu').fill(day)
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: await optionOf(coordinator, 'Chủ tọa', 'Hà Quang Tuyển') })
  await coordinator.getByLabel('Thư ký', { exact: true }).selectOption({ label: await optionOf(coordinator, 'Thư ký', 'Vũ Minh Nguyệt') })
  await looksRight(coordinator)
  await coordinator.getByRole('button', { name: 'Lập lịch' }).click()
  await expect(coordinator.getByRole('heading', { name: 'Hội chẩn Trung tâm Telehealth' })).toBeVisible()
  await expect(coordinator.getByRole('link', { name: 'Đưa ca vào phiên' })).toHaveCount(4)
  await looksRight(coordinator)

  const ids = [await sent({ doctor }), await sent({ doctor })]
  for (const id of ids) {
    expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
    await coordinator.goto(`/consults/${id}`)
    await coordinator.getByRole('link', { name: 'Đưa vào danh sách chờ phiên' }).click()
    await coordinator.getByLabel('Thời lượng cần (phút)').fill('30')
    await coordinator.getByRole('button', { name: 'Đưa vào danh sách chờ phiên' }).click()
    await expect(coordinator).toHaveURL(/\/schedule\/backlog$/)
  }
  await looksRight(coordinator)
  await coordinator.goto('/schedule/series')
  await coordinator.getByRole('link', { name: 'Hội chẩn Trung tâm Telehealth' }).click()
  await coordinator.getByRole('link', { name: 'Đưa ca vào phiên' }).first().click()
  await coordinator.getByRole('button', { name: 'Điền các ca tiếp theo' }).click()
  await expect(coordinator.getByText('60/90 phút')).toBeVisible()
  await expect(coordinator.locator('.agenda-edit > li')).toHaveCount(2)
  await coordinator.getByRole('button', { name: /^Bỏ ca/ }).first().click()
  await expect(coordinator.locator('.agenda-edit > li')).toHaveCount(1)
  await coordinator.getByRole('button', { name: /^Thêm ca/ }).click()
  await expect(coordinator.locator('.agenda-edit > li')).toHaveCount(2)
  await looksRight(coordinator)
  await coordinator.getByRole('button', { name: 'Công bố phiên' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}\/plan$/)
  const [, conferenceId] = /conferences\/([0-9a-f-]{36})/.exec(coordinator.url()) ?? []

  for (const page of [chair, doctor]) {
    await page.goto(`/schedule?day=${day}`)
    await expect(page.locator(`a[href="/conferences/${conferenceId}"]`).first()).toBeVisible()
    await page.goto(`/conferences/${conferenceId}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hội chẩn Trung tâm Telehealth')
  }
})

/** The whole words of the option that holds these. */
async function optionOf(page: Page, label: string, words: string): Promise<string> {
  return (await page.getByLabel(label, { exact: true }).locator('option', { hasText: words }).first().innerText()).trim()
}
