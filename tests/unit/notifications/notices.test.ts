import { expect, test } from 'vitest'
import { consultNotices, noticesOf } from '~/domain/consults/notices'
import { moves } from '~/domain/consults/lifecycle'
import { sayNotice } from '~/domain/notifications/wording'
import { conferenceNotices } from '~/domain/schedule/notices'
import { languages } from '~/platform/texts/languages'
import { translate } from '~/platform/texts/translate.server'

const kinds = [...Object.values(consultNotices), ...Object.values(conferenceNotices)].flat().map(({ kind }) => kind).concat('invitationDeclined', 'timeProposed', 'proposalRefused', 'invitationEnded', 'conferenceTomorrow', 'conferenceSoon')
const params = { code: 'HC-BV-26-000123', level: 'emergency', hospital: 'Xanh Pôn', time: '2026-11-04T07:00:00.000Z' }

test.each(languages)('every notice has its words (%s)', (language) => {
  for (const kind of kinds) {
    const { title, level } = sayNotice(translate(language), kind, params)
    expect(title, kind).not.toMatch(/kind\.|\{\{/)
    expect(level).not.toContain('level.')
  }
})

test('times are those of Vietnam', () => {
  expect(sayNotice(translate('vi'), 'conferenceArranged', params).title).toBe('Phiên hội chẩn được xếp lịch lúc 04/11/2026, 14:00')
})

test('a request that its coordinator takes back is told to whoever treats the patient', () => {
  expect(noticesOf('consult.withdraw').flatMap(({ to }) => to)).toContain('treatingDoctor')
})

test('every change another person waits for tells somebody', () => {
  const quiet = ['discard', 'schedule', 'reschedule', 'openConference', 'notHeld', 'postpone', 'concludeConference', 'collectConsent', 'logCall', 'recallFile', 'completeDetails', 'addFile']
  for (const action of Object.keys(moves)) expect(noticesOf(`consult.${action}`).length > 0, action).toBe(!quiet.includes(action))
  expect(noticesOf('consult.drafted')).toEqual([])
})
