import { db, type Tx } from '~/platform/database/database.server'
import { inOfficeHours } from '~/domain/catalogue/working-days.server'
import { onDuty, stillOnDuty } from '~/domain/duty/on-duty.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'

/** Who looks after the patient now, and as what; 'offDuty' is the treating doctor at home, when the hospital's rosters name nobody. */
export interface Carer { personId: string; hospitalId: string; name: string; telephone: string; as: 'treatingDoctor' | 'doctorOnDuty' | 'leader' | 'offDuty' }

interface Cared { requestingId: string; departmentId: string | null; treatingDoctorId: string }

/**
 * Whom to remind on the requesting side: the treating doctor while on duty or in office hours, else the doctors on duty of the
 * department, else the leaders on duty. Somebody who went home is named only when nobody is on duty, marked 'offDuty': that reaches
 * nobody for certain, so whoever escalates goes on. Empty when the treating doctor has left as well.
 */
export async function careOf({ requestingId, departmentId, treatingDoctorId }: Cared, at: Date, tx: Tx | typeof db = db): Promise<Carer[]> {
  const own = (await stillOnDuty(tx, { hospitalId: requestingId, kind: 'doctor', at, personIds: [treatingDoctorId] })).get(treatingDoctorId)
  const author = (as: Carer['as']): Carer[] => (own ? [{ personId: treatingDoctorId, hospitalId: requestingId, ...own, as }] : [])
  const doctors = departmentId ? await onDuty({ hospitalId: requestingId, kind: 'doctor', departmentId, at }, tx) : []
  const present = doctors.some(({ personId }) => personId === treatingDoctorId) || (await inOfficeHours(requestingId, at, tx))
  if (own && present) {
    const [ofDuty = own.telephone] = (await dutyTelephones(tx, [treatingDoctorId], at))({ personId: treatingDoctorId, hospitalId: requestingId })
    return author('treatingDoctor').map((one) => ({ ...one, telephone: ofDuty }))
  }
  const named = (list: typeof doctors, as: Carer['as']): Carer[] => list.map(({ personId, name, telephone }) => ({ personId, hospitalId: requestingId, name, telephone, as }))
  if (doctors.length > 0) return named(doctors, 'doctorOnDuty')
  const leaders = await onDuty({ hospitalId: requestingId, kind: 'leader', at }, tx)
  return leaders.length > 0 ? named(leaders, 'leader') : author('offDuty')
}
