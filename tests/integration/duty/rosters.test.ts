import { beforeEach, describe, expect, test } from 'vitest'
import { cancelShift, enterShift, replaceShift } from '~/domain/duty/change-roster.server'
import { dryRun, importRoster } from '~/domain/duty/import-roster.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import { readTable } from '~/domain/duty/read-table.server'
import { dutyNow, openSwaps, rosterWeek, shiftPage } from '~/domain/duty/roster.server'
import { endBusy, sayBusy } from '~/domain/duty/say-busy.server'
import { agreeSwap, proposeSwap, refuseSwap, takeBackSwap } from '~/domain/duty/swap-shift.server'
import { dayAfter } from '~/domain/duty/times'
import { formatDay, formatTime, todayInVietnam } from '~/platform/dates'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aNetwork, anActor, withCommand, type Network } from '../../support/network'

let network: Network
beforeEach(async () => { network = await aNetwork() })

const tomorrow = () => dayAfter(todayInVietnam(new Date()), 1)
const notHere = { status: 404 }
const typed = (personId: string, changes: Record<string, unknown> = {}) => ({ kind: 'specialist' as const, specialtyCode: 'tim-mach', departmentId: undefined, personId, day: tomorrow(), days: 1, from: '16:30', until: '07:30', rank: 1, telephone: '', ...changes })
const enter = async (changes: Record<string, unknown> = {}, who = network.specialist) => (await enterShift(network.seniorCoordinator, typed(who.personId, changes))).shiftIds[0] ?? ''
const midnight = () => new Date(`${dayAfter(tomorrow(), 1)}T00:30:00+07:00`)
const there = async (at = midnight()) => (await onDuty({ hospitalId: network.senior, kind: 'specialist', specialtyCode: 'tim-mach', at })).map(({ personId }) => personId)

describe('entering', () => {
  test('a night is on duty after midnight; a form sent twice enters it once', async () => {
    const actor = withCommand(network.seniorCoordinator, 'the-same-form')
    await enterShift(actor, typed(network.specialist.personId))
    await enterShift(actor, typed(network.specialist.personId))
    expect(await there()).toEqual([network.specialist.personId])
    expect(await db.dutyShift.count({ where: { hospitalId: network.senior } })).toBe(1)
  })

  test.each(['specialist', 'doctor', 'officer'] as const)('%s may not', async (who) => {
    await expect(enterShift(network[who], typed(network.specialist.personId))).rejects.toMatchObject(notHere)
  })

  test('somebody of another hospital, without the role, twice at once, or in the past is refused', async () => {
    await expect(enter({}, network.doctor)).rejects.toMatchObject({ key: 'duty:problem.role.specialist', field: 'personId' })
    await expect(enter({ kind: 'leader' })).rejects.toMatchObject({ key: 'duty:problem.role.leader' })
    await expect(enter({ kind: 'doctor' })).rejects.toMatchObject({ key: 'duty:problem.department' })
    await expect(enter({ day: '2020-01-01' })).rejects.toMatchObject({ key: 'duty:problem.past' })
    const both = await Promise.allSettled([enter(), enter({ from: '18:00' })])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key: 'duty:problem.overlap' } })
  })

  test('people who left, are locked or lost the role are not on duty, and the roster says so', async () => {
    await enter()
    await db.person.update({ where: { id: network.specialist.personId }, data: { locked: true } })
    expect(await there()).toEqual([])
    const { lines } = await rosterWeek(network.seniorCoordinator, tomorrow())
    expect(lines[0]?.shifts[0]).toMatchObject({ gone: true })
    expect(lines[0]?.gaps.length).toBeGreaterThan(0)
  })

  test('who is on duty now stands line by line, those for every specialty after those of one', async () => {
    const shifts = [await enter(), await enter({ specialtyCode: '' }, network.secondSpecialist)]
    await db.dutyShift.updateMany({ where: { id: { in: shifts } }, data: { startsAt: new Date(Date.now() - 3600_000), endsAt: new Date(Date.now() + 3600_000) } })
    const duty = await dutyNow(network.specialist)
    expect(duty?.groups.map(({ specialty, people }) => [specialty?.code ?? '', people.map(({ personId }) => personId)])).toEqual([
      ['tim-mach', [network.specialist.personId, network.secondSpecialist.personId]], ['', [network.secondSpecialist.personId]],
    ])
    expect([duty?.ownUntil === null, (await dutyNow(network.seniorCoordinator))?.ownUntil]).toEqual([false, null])
  })

  test('on the roster counts whether somebody works there on the day of the duty', async () => {
    await enter()
    const works = (changes: Record<string, Date | null>) => db.membership.updateMany({ where: { personId: network.specialist.personId }, data: changes })
    const gone = async () => (await rosterWeek(network.seniorCoordinator, tomorrow())).lines[0]?.shifts.map((one) => one.gone)
    await works({ validFrom: new Date(`${todayInVietnam(new Date())}T00:00:00Z`) })
    expect(await gone()).toEqual([false])
    await works({ validUntil: new Date(`${todayInVietnam(new Date())}T00:00:00Z`) })
    expect(await gone()).toEqual([true])
  })

  test('a specialist without specialty stands for every one, after those of the specialty', async () => {
    await enter({ specialtyCode: '', rank: 1 }, network.secondSpecialist)
    await enter({ rank: 2 })
    expect(await there()).toEqual([network.specialist.personId, network.secondSpecialist.personId])
  })
})

describe('exceptions', () => {
  test('cancelled and replaced duties no longer count; another hospital finds nothing', async () => {
    const first = await enter()
    await expect(cancelShift(network.juniorCoordinator, { shiftId: first })).rejects.toMatchObject(notHere)
    await expect(cancelShift(network.specialist, { shiftId: first })).rejects.toMatchObject(notHere)
    const { shiftId } = await replaceShift(network.seniorCoordinator, { shiftId: first, personId: network.secondSpecialist.personId })
    expect(await there()).toEqual([network.secondSpecialist.personId])
    await cancelShift(network.seniorCoordinator, { shiftId })
    expect(await there()).toEqual([])
    await expect(cancelShift(network.seniorCoordinator, { shiftId })).rejects.toMatchObject({ key: 'duty:problem.over' })
    await expect(shiftPage(network.juniorCoordinator, shiftId)).rejects.toMatchObject(notHere)
  })

  test('a duty that has begun ends now, and what was done in it stays', async () => {
    const shiftId = await enter()
    const begun = new Date(Date.now() - 3600_000)
    await db.dutyShift.update({ where: { id: shiftId }, data: { startsAt: begun, endsAt: new Date(Date.now() + 3600_000) } })
    await replaceShift(network.seniorCoordinator, { shiftId, personId: network.secondSpecialist.personId })
    expect(await there(new Date(Date.now() - 60_000))).toEqual([network.specialist.personId])
    expect(await there(new Date(Date.now() + 60_000))).toEqual([network.secondSpecialist.personId])
  })
})

describe('swaps', () => {
  test('nothing changes until the other agrees; then both duties change hands', async () => {
    const mine = await enter()
    const theirs = await enter({ day: dayAfter(tomorrow(), 3) }, network.secondSpecialist)
    const { swapId } = await proposeSwap(network.specialist, { shiftId: mine, toPersonId: network.secondSpecialist.personId, withShiftId: theirs, note: '' })
    expect(await there()).toEqual([network.specialist.personId])
    await expect(agreeSwap(network.specialist, { swapId })).rejects.toMatchObject(notHere)
    await expect(agreeSwap(network.juniorCoordinator, { swapId })).rejects.toMatchObject(notHere)
    const ends = await Promise.allSettled([agreeSwap(network.secondSpecialist, { swapId }), agreeSwap(network.seniorCoordinator, { swapId })])
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await there()).toEqual([network.secondSpecialist.personId])
    expect(await there(new Date(midnight().getTime() + 3 * 24 * 3600_000))).toEqual([network.specialist.personId])
  })

  test('one that waits is shown however many old ones nobody answered', async () => {
    const past = { hospitalId: network.senior, kind: 'specialist' as const, personId: network.specialist.personId, createdAt: new Date(), startsAt: new Date('2026-01-01T00:00:00Z'), endsAt: new Date('2026-01-01T08:00:00Z') }
    const over = Array.from({ length: 60 }, (_, day) => ({ ...past, id: newId(), startsAt: new Date(past.startsAt.getTime() + day * 24 * 3600_000), endsAt: new Date(past.endsAt.getTime() + day * 24 * 3600_000) }))
    await db.dutyShift.createMany({ data: over })
    await db.dutySwap.createMany({ data: over.map(({ id, startsAt }) => ({ id: newId(), hospitalId: network.senior, shiftId: id, toPersonId: network.secondSpecialist.personId, proposedById: network.specialist.personId, at: startsAt })) })
    const { swapId } = await proposeSwap(network.specialist, { shiftId: await enter(), toPersonId: network.secondSpecialist.personId, withShiftId: undefined, note: '' })
    expect((await openSwaps(network.secondSpecialist)).map(({ id }) => id)).toEqual([swapId])
  })

  test('refused, taken back or cancelled it stays as it was; only one at a time, only to somebody with the role', async () => {
    const shiftId = await enter()
    const to = network.secondSpecialist.personId
    await expect(proposeSwap(network.secondSpecialist, { shiftId, toPersonId: network.specialist.personId, withShiftId: undefined, note: '' })).rejects.toMatchObject(notHere)
    await expect(proposeSwap(network.specialist, { shiftId, toPersonId: network.seniorCoordinator.personId, withShiftId: undefined, note: '' })).rejects.toMatchObject({ key: 'duty:problem.role.specialist' })
    const first = await proposeSwap(network.specialist, { shiftId, toPersonId: to, withShiftId: undefined, note: '' })
    await expect(proposeSwap(network.specialist, { shiftId, toPersonId: to, withShiftId: undefined, note: '' })).rejects.toMatchObject({ key: 'duty:problem.alreadyProposed' })
    await refuseSwap(network.secondSpecialist, first)
    const second = await proposeSwap(network.specialist, { shiftId, toPersonId: to, withShiftId: undefined, note: '' })
    await takeBackSwap(network.specialist, second)
    await expect(agreeSwap(network.secondSpecialist, second)).rejects.toMatchObject({ key: 'duty:problem.swapOver' })
    expect(await there()).toEqual([network.specialist.personId])
  })
})

describe('busy', () => {
  test('until an hour others are called first; the newest word counts; free again at once', async () => {
    const now = new Date()
    const shifts = [await enter(), await enter({}, network.secondSpecialist)]
    await db.dutyShift.updateMany({ where: { id: { in: shifts } }, data: { startsAt: new Date(now.getTime() - 3600_000), endsAt: new Date(now.getTime() + 20 * 3600_000) } })
    await db.dutyShift.updateMany({ where: { id: shifts[1] ?? '' }, data: { rank: 2 } })
    const in2h = formatTime(new Date(now.getTime() + 2 * 3600_000))
    await sayBusy(network.specialist, { until: formatTime(new Date(now.getTime() + 3600_000)), reason: '' })
    await sayBusy(network.specialist, { until: in2h, reason: '' })
    expect(await there(new Date(Date.now() + 90 * 60_000))).toEqual([network.secondSpecialist.personId, network.specialist.personId])
    expect((await dutyNow(network.specialist))?.busyUntil).not.toBeNull()
    await endBusy(network.specialist, {})
    expect(await there(new Date(Date.now() + 1000))).toEqual([network.specialist.personId, network.secondSpecialist.personId])
    await expect(sayBusy(network.specialist, { until: formatTime(new Date(now.getTime() + 13 * 3600_000)), reason: '' })).rejects.toMatchObject({ key: 'duty:problem.tooLong' })
  })
})

describe('a file', () => {
  const csv = (...rows: string[]) => Buffer.from(['\ufeffNgày;Từ giờ;Đến giờ;Loại;Chuyên khoa hoặc khoa;Người;Thứ tự;Điện thoại', ...rows].join('\r\n'))
  test('is tried first; then its good rows are taken, and not twice', async () => {
    const good = `${formatDay(tomorrow())};16:30;07:30;Chuyên gia;Tim mạch;Hà Quang Tuyển;1;`
    const table = await readTable(csv(good, good, `${formatDay(tomorrow())};16:30;07:30;Lãnh đạo;;Hà Quang Tuyển;;`))
    const { rows } = await dryRun(network.seniorCoordinator, table)
    expect(rows.map(({ number, reason }) => [number, reason?.key])).toEqual([[2, undefined], [3, 'duty:refused.twice'], [4, 'duty:refused.role.leader']])
    expect(await db.dutyShift.count({ where: { hospitalId: network.senior } })).toBe(0)
    expect(await importRoster(network.seniorCoordinator, { rows: JSON.stringify(table) })).toEqual({ count: 1 })
    await expect(importRoster(network.seniorCoordinator, { rows: JSON.stringify(table) })).rejects.toMatchObject({ key: 'duty:problem.noRows' })
    for (const who of ['specialist', 'doctor'] as const) await expect(importRoster(network[who], { rows: JSON.stringify(table) })).rejects.toMatchObject(notHere)
  })

  test.each([
    ['an empty one', Buffer.alloc(0), 'noFile'], ['a CSV of an old code page', Buffer.from([0x4e, 0x67, 0xe0, 0x79, 0x3b]), 'encoding'], ['an archive that is none', Buffer.from('PK\u0003\u0004 nothing'), 'unreadable'],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'oldExcel'], ['something binary', Buffer.from('a\u0000b\u0000c'), 'unreadable'], ['too much', Buffer.alloc(3 * 1024 * 1024, 'a'), 'tooLarge'],
  ])('%s is refused in words', async (_name, bytes, key) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ key: `duty:problem.${key}` })
  })

  test('rows that are none of ours are refused', async () => {
    for (const rows of ['', 'x', '{}', '[[1]]', JSON.stringify([['Ngày']])]) await expect(importRoster(network.seniorCoordinator, { rows })).rejects.toMatchObject({ key: expect.stringContaining('duty:problem.') as string })
  })
})

test('the leader stands in no other hospital', async () => {
  const leader = await anActor(network.junior, ['head'])
  await expect(enterShift(network.seniorCoordinator, typed(leader.personId, { kind: 'leader' }))).rejects.toMatchObject({ key: 'duty:problem.role.leader' })
})
