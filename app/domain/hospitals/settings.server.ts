import { db, type Tx } from '~/platform/database/database.server'
import { transact } from '~/domain/audit/transact.server'
import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { mayHospital } from './policy'
import { defaultSettings, settingOrDefault, type Setting, type SettingKey } from './settings'

/** What a hospital decided, or the default. */
export async function settingOf<K extends SettingKey>(hospitalId: string, key: K, tx: Tx | typeof db = db): Promise<Setting<K>> {
  const row = await tx.hospitalSetting.findUnique({ where: { hospitalId_key: { hospitalId, key } }, select: { value: true } })
  return settingOrDefault(key, row?.value)
}

/** Everything these hospitals decided, in one question; the answer gives each setting of each. */
export async function allSettingsOf(hospitalIds: readonly string[], tx: Tx | typeof db = db): Promise<<K extends SettingKey>(hospitalId: string, key: K) => Setting<K>> {
  const rows = await tx.hospitalSetting.findMany({ where: { hospitalId: { in: [...new Set(hospitalIds)] } }, select: { hospitalId: true, key: true, value: true } })
  return (hospitalId, key) => settingOrDefault(key, rows.find((row) => row.hospitalId === hospitalId && row.key === key)?.value)
}

/** One setting of several hospitals in one question. */
export async function settingsOf<K extends SettingKey>(hospitalIds: readonly string[], key: K, tx: Tx | typeof db = db): Promise<(hospitalId: string) => Setting<K>> {
  const rows = await tx.hospitalSetting.findMany({ where: { hospitalId: { in: [...new Set(hospitalIds)] }, key }, select: { hospitalId: true, value: true } })
  const decided = new Map(rows.map(({ hospitalId, value }) => [hospitalId, settingOrDefault(key, value)]))
  return (hospitalId) => decided.get(hospitalId) ?? defaultSettings[key]
}

/** Decides a setting for one's own hospital. */
export function changeSetting<K extends SettingKey>(actor: Actor, { key, value }: { key: K; value: Setting<K> }) {
  return transact(actor, async (tx, record, now) => {
    allow(mayHospital.decide(actor))
    const decided = { value, updatedAt: now, updatedById: actor.personId }
    await tx.hospitalSetting.upsert({ where: { hospitalId_key: { hospitalId: actor.hospitalId, key } }, create: { hospitalId: actor.hospitalId, key, ...decided }, update: decided })
    record({ name: 'hospital.settingChanged', subject: 'hospital', subjectId: actor.hospitalId, fields: [key], audience: [`hospital:${actor.hospitalId}`] })
    return { key }
  })
}
