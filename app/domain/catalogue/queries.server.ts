import { db, type Tx } from '~/platform/database/database.server'

export interface SpecialtyName { code: string; nameVi: string; nameEn: string }

/** All specialties in the order of the catalogue. */
export async function specialties(tx: Tx | typeof db = db): Promise<SpecialtyName[]> {
  return tx.specialty.findMany({ orderBy: { position: 'asc' }, select: { code: true, nameVi: true, nameEn: true } })
}

/** The Vietnamese name of a specialty, for papers and mails; the code when it is unknown. */
export async function specialtyName(code: string, tx: Tx | typeof db = db): Promise<string> {
  return (await tx.specialty.findUnique({ where: { code }, select: { nameVi: true } }))?.nameVi ?? code
}
