import { expect, test } from '@playwright/test'
import { assigned, read, thePeople } from '../support/by-post'
import { appUrl } from '../support/journey'

const emergency = { dataBasis: 'emergency', basisRelation: '', basisReason: 'Người bệnh hôn mê, chưa gặp được người nhà.' }

test('an emergency owes a consent, which is printed, recorded, and taken back: the other side’s open page is gone', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, specialist } = people
  const id = await assigned(people, emergency)
  await doctor.goto('/today')
  await expect(doctor.getByRole('heading', { name: 'Còn nợ giấy đồng ý của người bệnh' })).toBeVisible()
  await doctor.goto(`/consults/${id}`)
  await doctor.getByRole('link', { name: 'Lấy và ghi nhận đồng ý' }).click()
  await expect(doctor.getByText('còn nợ giấy đồng ý', { exact: false }).first()).toBeVisible()

  const sheet = await read(doctor, `/consults/${id}/consent/paper`)
  expect(sheet.headers()).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' })
  expect((await read(specialist, `/consults/${id}/consent/paper`)).status()).toBe(404)
  expect((await read(specialist, `/consults/${id}/consent`)).status()).toBe(404)

  // Asked for what the law wants of a representative.
  await doctor.getByRole('radio', { name: /giấy có chữ ký/ }).check()
  await doctor.getByLabel('Người đồng ý là', { exact: true }).first().selectOption('child')
  await doctor.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await expect(doctor.getByText('Vui lòng nhập họ tên người đại diện').first()).toBeVisible()
  await expect(doctor.getByText('Vui lòng nêu vì sao người bệnh không tự đồng ý được').first()).toBeVisible()
  await doctor.getByLabel(/Họ tên người đại diện/).first().fill('Phùng Văn Hải')
  await doctor.getByLabel(/Vì sao người bệnh không tự đồng ý được/).fill('Người bệnh hôn mê.')
  await doctor.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await expect(doctor.locator('.consent-log').getByText('Phùng Văn Hải')).toBeVisible()
  await expect(doctor.getByText('Đã có đồng ý.')).toBeVisible()

  await specialist.goto(`/consults/${id}`)
  await specialist.waitForLoadState('networkidle')
  await doctor.getByRole('button', { name: 'Rút lại sự đồng ý' }).click()
  const dialog = doctor.getByRole('dialog')
  await dialog.getByLabel('Người rút lại là').selectOption('self')
  await dialog.getByLabel(/nói gì/).fill('Người bệnh đã tỉnh và không đồng ý nữa.')
  await dialog.getByRole('button', { name: 'Rút lại và kết thúc' }).click()
  await expect(doctor.getByText('Sự đồng ý đã được rút lại.', { exact: false }).first()).toBeVisible()
  // It looks again by itself, and finds nothing.
  await expect(specialist.getByText('Không tìm thấy trang này')).toBeVisible({ timeout: 15_000 })
  expect((await read(specialist, `/consults/${id}`)).status()).toBe(404)
  expect((await specialist.request.get(`${appUrl()}/consults/${id}.data`)).status()).toBe(404)
})
