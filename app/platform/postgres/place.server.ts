import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { accountFor, canEnter } from './account.server'
import { explain, unreachable } from './trouble'

/**
 * Where the data lives, made if need be: DATA_DIR, else `data` beside the app, else (as root, with the app in a folder that
 * PostgreSQL's account cannot enter) /var/lib/chi-em/<hash of the app's folder>, the same one at every start.
 * Throws a Trouble if the folder cannot be used.
 */
export function placeData(app: string, given: string | undefined, embedded: boolean): string {
  const folder = path.resolve(app, given || 'data')
  make(folder)
  if (!embedded || canEnter(folder, accountFor(path.join(folder, 'postgres')))) return folder
  if (given || process.getuid?.() !== 0) throw unreachable(folder, accountFor(path.join(folder, 'postgres')).name)

  const elsewhere = path.join('/var/lib/chi-em', createHash('sha256').update(app).digest('hex').slice(0, 12))
  fs.mkdirSync('/var/lib/chi-em', { recursive: true, mode: 0o755 })
  make(elsewhere)
  if (!canEnter(elsewhere, accountFor(path.join(elsewhere, 'postgres')))) throw unreachable(elsewhere)
  return elsewhere
}

function make(folder: string) {
  try {
    // Patients' files lie below: others may pass through (PostgreSQL's account must) and list nothing.
    fs.mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    fs.accessSync(folder, fs.constants.W_OK)
  } catch (error) {
    throw explain(error, folder)
  }
}
