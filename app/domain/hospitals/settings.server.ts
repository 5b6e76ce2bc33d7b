import { db, type Tx } from '~/platform/database/database.server'
import { transact } from '~/domain/audit/transact.server'
import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { mayHospital } from './policy'
import { defaultSettings, settingSchemas, type Setting, type SettingKey } from './settings'

/** What a hospital decided, or the default; a stored value that no longer fits counts as none. */
export async function settingOf<K extends SettingKey>(hospitalId: string, key: K, tx: Tx | typeof db = db): Promise<Setting<K>> {
  const row = await tx.hospitalSetting.findUnique({ where: { hospitalId_key: { hospitalId, key } }, select: { value: true } })
  const parsed = settingSchemas[key].safeParse(row?.value)
  return parsed.success ? (parsed.data as Setting<K>) : defaultSettings[key]
}

/** The same for several hospitals in one question. */
export async function settingsOf<K extends SettingKey>(hospitalIds: readonly string[], key: K, tx: Tx | typeof db = db): Promise<(hospitalId: string) => Setting<K>> {
  const rows = await tx.hospitalSetting.findMany({ where: { hospitalId: { in: [...new Set(hospitalIds)] }, key }, select: { hospitalId: true, value: true } })
  const decided = new Map(rows.flatMap(({ hospitalId, value }) => {
    const parsed = settingSchemas[key].safeParse(value)
    return parsed.success ? [[hospitalId, parsed.data as Setting<K>] as const] : []
  }))
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
