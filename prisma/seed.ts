import { randomInt } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { createAgreement } from '~/domain/agreements/create-agreement.server'
import { createPairing } from '~/domain/agreements/create-pairing.server'
import { createDepartment } from '~/domain/hospitals/create-department.server'
import { createHospital } from '~/domain/hospitals/create-hospital.server'
import { addMembership } from '~/domain/people/add-membership.server'
import { createPerson } from '~/domain/people/create-person.server'
import { setPassword } from '~/domain/people/set-password.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { env } from '~/platform/env.server'
import { translate } from '~/platform/texts/translate.server'
import { demoAgreements, demoHospitals, demoPeople } from './demo-network'

const settingKey = 'demo'

/** Letters and digits that nobody confuses when reading them off a screen. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const randomPassword = (): string => Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-')

export const demoAccountsFile = (): string => path.join(env().DATA_DIR, 'demo-accounts.txt')

interface Account { login: string; password: string; who: string }

/** The accounts as a person reads them at each start; readable by the account that runs the server only. */
async function writeAccounts(accounts: readonly Account[]): Promise<void> {
  const t = translate('vi')
  const width = Math.max(...accounts.map((account) => account.login.length))
  const lines = [t('demo:heading'), ...accounts.map(({ login, password, who }) => `  ${login.padEnd(width)}  ${password}  ${who}`), '']
  await fs.mkdir(env().DATA_DIR, { recursive: true })
  await fs.writeFile(demoAccountsFile(), lines.join('\n'), { mode: 0o600 })
  await fs.chmod(demoAccountsFile(), 0o600)
}

/** The network: hospitals under their authority, departments, the pairing and its agreements. All people and papers are fictional. */
async function seedNetwork(today: string): Promise<{ hospitals: Map<string, string>; departments: Map<string, string> }> {
  const hospitals = new Map<string, string>()
  const departments = new Map<string, string>()
  const idOf = (code: string): string => {
    const id = hospitals.get(code)
    if (!id) throw new Error(`The demo network has no ${code}`)
    return id
  }
  for (const { authority, departments: units, ...hospital } of demoHospitals) {
    const { hospitalId } = await createHospital(null, { ...hospital, validFrom: '2020-01-01', ...(authority ? { authorityId: idOf(authority) } : {}) })
    hospitals.set(hospital.code, hospitalId)
    for (const unit of units) departments.set(`${hospital.code}/${unit.code}`, (await createDepartment(null, { hospitalId, ...unit })).departmentId)
  }
  await createPairing(null, { seniorId: idOf('XP'), authorityId: idOf('SYT'), juniorIds: [idOf('BV'), idOf('TB')], name: 'Xanh Pôn – Ba Vì', status: 'official', since: '2023-09-01' })
  const year = Number(today.slice(0, 4))
  for (const { supported, ...agreement } of demoAgreements) {
    await createAgreement(null, { ...agreement, supportingIds: [idOf('XP')], supportedIds: [idOf(supported)], authorityId: idOf('SYT'), validFrom: `${year}-01-01`, validUntil: `${year + 1}-12-31`, status: 'signed' })
  }
  return { hospitals, departments }
}

/** Fills an empty database with the demonstration network, once; with random passwords, renewed when their file is gone. */
export async function seedDemo(): Promise<void> {
  if (!env().DEMO) return
  const accounts: Account[] = []
  const seeded = await db.setting.findUnique({ where: { key: settingKey } })
  if (!seeded) {
    if ((await db.person.count()) > 0) return
    const today = todayInVietnam(new Date())
    const { hospitals, departments } = await seedNetwork(today)
    for (const { memberships, who, ...person } of demoPeople) {
      const password = randomPassword()
      const { personId } = await createPerson(null, { ...person, password })
      for (const { hospital, department, ...membership } of memberships) {
        const hospitalId = hospitals.get(hospital)
        const departmentId = departments.get(`${hospital}/${department}`)
        if (!hospitalId || !departmentId) throw new Error(`The demo network has no ${hospital}/${department}`)
        await addMembership(null, { personId, hospitalId, departmentId, ...membership, validFrom: '2023-09-01' })
      }
      accounts.push({ login: person.telephone, password, who })
    }
    await writeAccounts(accounts)
    await db.setting.create({ data: { key: settingKey, value: { seededOn: today } } })
    return
  }
  if (await fs.stat(demoAccountsFile()).then(() => true, () => false)) return
  for (const person of demoPeople) {
    const known = await db.person.findUnique({ where: { telephone: person.telephone }, select: { id: true } })
    if (!known) continue
    const password = randomPassword()
    await setPassword(null, { personId: known.id, password })
    accounts.push({ login: person.telephone, password, who: person.who })
  }
  await writeAccounts(accounts)
}
