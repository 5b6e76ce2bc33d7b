import { expect, test } from 'vitest'
import { calendarFrom, removeCalendarDay, setCalendarDay } from '~/domain/catalogue/calendar-days.server'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import { approvalForm, clocksForm, followUpForm, officeHoursForm } from '~/domain/hospitals/settings-form'
import { changeSetting, settingOf } from '~/domain/hospitals/settings.server'
import { lateUnder, pressingFor } from '~/domain/consults/pressing.server'
import { answerForAlarm } from '~/domain/consults/answer-for-alarm.server'
import { db } from '~/platform/database/database.server'
import { aNetwork, anActor, aSentConsult } from '../../support/network'

const clocks = { redAlertReach: '5', redAlertAnswer: '10', emergencyReach: '10', emergencyAnswer: '30', sameDayReach: '60', sameDayAnswer: '240', routineReach: '1', routineAnswer: '2' }

test('what makes no sense is refused with its field', () => {
  expect(clocksForm.safeParse(clocks).success).toBe(true)
  for (const [field, value] of [['emergencyAnswer', '9'], ['redAlertReach', '0'], ['sameDayAnswer', 'vài giờ'], ['routineAnswer', '15']] as const) expect(clocksForm.safeParse({ ...clocks, [field]: value }).error?.issues[0]?.path).toEqual([field])
  for (const days of ['', '3, 1', '1, 1', '0', '91', 'mai']) expect(followUpForm.safeParse({ days }).success).toBe(false)
  expect(followUpForm.parse({ days: '1, 3 7' })).toEqual({ days: [1, 3, 7] })
  for (const hours of [{ from: '16:30', until: '07:30' }, { from: '25:00', until: '26:00' }]) expect(officeHoursForm.safeParse(hours).success).toBe(false)
  expect(officeHoursForm.parse({ from: '07:00', until: '16:30' })).toEqual({ from: 420, until: 990 })
  expect(approvalForm.safeParse({ levels: ['redAlert'] }).success).toBe(false)
})

test('those who decide change their own hospital, others get a 404', async () => {
  const network = await aNetwork()
  await changeSetting(network.head, { key: 'followUpDays', value: [2, 5] })
  expect(await settingOf(network.junior, 'followUpDays')).toEqual([2, 5])
  expect(await settingOf(network.senior, 'followUpDays')).toEqual([1, 3, 7])
  for (const actor of [network.doctor, network.specialist, network.officer]) await expect(changeSetting(actor, { key: 'followUpDays', value: [1] })).rejects.toMatchObject({ status: 404 })
})

test('the administrator of the authority keeps the calendar', async () => {
  const network = await aNetwork()
  const entry = { day: '2031-02-04', working: 'no' as const, note: 'Tết' }
  for (const actor of [network.doctor, network.seniorCoordinator, await anActor(network.junior, ['administrator'])]) await expect(setCalendarDay(actor, entry)).rejects.toMatchObject({ status: 404 })
  await setCalendarDay(network.administrator, { ...entry, working: 'yes' })
  await setCalendarDay(network.administrator, entry)
  expect(await calendarFrom('2031-02-01')).toEqual([{ day: '2031-02-04', working: false, note: 'Tết' }])
  expect((await calendarAround(new Date('2031-02-01T00:00:00Z'))).get('2031-02-04')).toBe(false)
  await removeCalendarDay(network.administrator, { day: entry.day })
  expect(await calendarFrom('2031-02-01')).toEqual([])
})

test('what nobody answers for stands in red until somebody does, and with the authority without a patient', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, { level: 'emergency' })
  await db.consultClock.updateMany({ where: { consultId, kind: 'reach' }, data: { unreached: true, escalatedAt: new Date(), dueAt: new Date(Date.now() - 60_000) } })
  for (const actor of [network.seniorCoordinator, network.juniorCoordinator, network.head]) {
    const { unreached } = await pressingFor(actor)
    expect(unreached).toMatchObject([{ consultId, kinds: ['reach'] }])
    expect(unreached[0]?.telephones.length).toBeGreaterThan(0)
  }
  for (const actor of [network.otherDoctor, network.officer]) expect((await pressingFor(actor)).unreached).toEqual([])
  const late = await lateUnder(network.officer)
  expect(late).toMatchObject([{ clock: 'reach', level: 'emergency', unreached: true }])
  expect(JSON.stringify(late)).not.toMatch(/Phùng|Đau ngực/)
  expect(await lateUnder(network.seniorCoordinator)).toEqual([])
  await expect(answerForAlarm(network.otherDoctor, { consultId })).rejects.toMatchObject({ status: 404 })
  await answerForAlarm(network.seniorCoordinator, { consultId })
  await answerForAlarm(network.seniorCoordinator, { consultId })
  expect((await pressingFor(network.juniorCoordinator)).unreached).toEqual([])
  expect(await db.consultStep.count({ where: { consultId, action: 'answeredFor' } })).toBe(1)
})
