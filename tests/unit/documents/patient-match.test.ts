import { expect, test } from 'vitest'
import { matchPatient, type AskedPatient, type NamedPatient } from '~/domain/documents/patient-match'

const now = new Date('2026-11-21T02:00:00+07:00')
const asked: AskedPatient = { name: 'Phùng Văn Định', sex: 'male', birthYear: null, age: { value: 68, unit: 'years', estimated: false } }
const header: NamedPatient = { patientName: 'PHUNG^VAN DINH', patientSex: 'M', birthDate: '19580412' }

test.each<[string, Partial<NamedPatient>, Partial<AskedPatient>, string, string[]]>([
  ['the same, without accents and with ^', {}, {}, 'same', []],
  ['given name first', { patientName: 'DINH^PHUNG VAN' }, {}, 'same', []],
  ['written in one word', { patientName: 'Phung Dinh Van' }, {}, 'same', []],
  ['with accents, d and đ', { patientName: 'Phùng Văn Định' }, {}, 'same', []],
  ['another person', { patientName: 'NGUYEN^THI HOA', patientSex: 'F' }, {}, 'unlike', ['name', 'sex']],
  ['another year of birth', { birthDate: '19810101' }, {}, 'unlike', ['birth']],
  ['a year more or less is no difference', { birthDate: '19571231' }, {}, 'same', []],
  ['an estimated age is loose', { birthDate: '19530101' }, { age: { value: 68, unit: 'years', estimated: true } }, 'same', []],
  ['a year of birth counts before an age', { birthDate: '19580412' }, { birthYear: 1958, age: null }, 'same', []],
  ['an infant of months', { birthDate: '20260701' }, { age: { value: 4, unit: 'months', estimated: false } }, 'same', []],
  ['an infant against an adult', { birthDate: '20260701' }, {}, 'unlike', ['birth']],
  ['no name in the header', { patientName: '' }, {}, 'unknown', []],
  ['an anonymous header', { patientName: 'ANONYMOUS' }, {}, 'unknown', []],
  ['nobody knows the name yet', {}, { name: null }, 'unknown', []],
  ['a header without sex and birth', { patientSex: '', birthDate: '' }, {}, 'same', []],
  ['unknown sex is no difference', { patientSex: 'O' }, { sex: 'unknown' }, 'same', []],
])('%s', (_name, inHeader, inRequest, match, differences) => {
  expect(matchPatient({ ...header, ...inHeader }, { ...asked, ...inRequest }, now)).toEqual({ match, differences })
})
