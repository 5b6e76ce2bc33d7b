import { describe, expect, test } from 'vitest'
import { clinicalOf, readClinical, supplemented } from '~/domain/consults/clinical'
import { readIcd, vitalDoubt, type VitalName } from '~/domain/consults/clinical-fields'

test.each<[VitalName, string, ReturnType<typeof vitalDoubt>]>([
  ['pulse', '', null], ['pulse', '120', null], ['pulse', '1200', 'unusual'], ['pulse', 'nhanh', 'unreadable'], ['pulse', '120 đều', null],
  ['bloodPressure', '80/50', null], ['bloodPressure', '80', 'unreadable'], ['bloodPressure', '50/80', 'unusual'], ['bloodPressure', '80/đo không được', 'unreadable'],
  ['temperature', '39,5', null], ['temperature', '395', 'unusual'], ['spo2', '88%', null], ['spo2', '102', 'unusual'], ['glasgow', 'E3V4M6', null], ['glasgow', '2', 'unusual'], ['weight', '0,9', null],
])('%s %s', (name, typed, doubt) => expect(vitalDoubt(name, typed)).toBe(doubt))

test.each<[string, string[], string[]]>([
  ['', [], []], ['A41.9', ['A41.9'], []], [' a41.9, j18 ; I21.0*', ['A41.9', 'J18', 'I21.0*'], []], ['viêm phổi', ['VIÊM PHỔI'], ['VIÊM PHỔI']], ['A4', ['A4'], ['A4']], ['U07.1', ['U07.1'], ['U07.1']], ['S72.001A', ['S72.001A'], []],
])('ICD-10 %s', (typed, codes, wrong) => expect(readIcd(typed)).toEqual({ codes, wrong }))

describe('the clinical part', () => {
  test('keeps what was filled in, as typed', () => expect(clinicalOf({ pulse: 'khoảng 130', labs: '', wish: 'keep', programme: 'unknown' })).toEqual({ pulse: 'khoảng 130', wish: 'keep' }))
  test('what nobody can read is nothing', () => expect([readClinical(null), readClinical('x'), readClinical({ pulse: 1 }), readClinical({ pulse: '80' })]).toEqual([{}, {}, {}, { pulse: '80' }]))
  test('a supplement replaces measurements and adds to texts', () =>
    expect(supplemented({ pulse: '130', labs: 'Lactat 5,2', wish: 'keep' }, { pulse: '110', labs: 'Lactat 3,1', ecg: 'Nhịp xoang' })).toEqual({ pulse: '110', labs: 'Lactat 5,2\nLactat 3,1', wish: 'keep', ecg: 'Nhịp xoang' }))
})
