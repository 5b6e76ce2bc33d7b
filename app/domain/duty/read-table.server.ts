import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import yauzl from 'yauzl'
import { Problem } from '~/platform/problem'
import { textOf, type Cell } from './import-cells'

/** A roster of a year has some thousand rows; a file beyond these is none. */
export const tableLimits = { bytes: 2 * 1024 * 1024, unpacked: 20 * 1024 * 1024, parts: 200, rows: 5_000, columns: 40 }

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
const tooLarge = (): Problem => new Problem('duty:problem.tooLarge', { field: 'file' })
const unreadable = (): Problem => new Problem('duty:problem.unreadable', { field: 'file' })

/** Unpacks to nowhere first: an .xlsx is an archive, and archives lie about how large they are. */
function checkArchive(bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (failed, archive) => {
      if (failed || !archive) return reject(unreadable())
      let unpacked = 0
      let parts = 0
      archive.on('error', () => reject(unreadable()))
      archive.on('end', () => resolve())
      archive.on('entry', (entry: yauzl.Entry) => {
        parts += 1
        if (parts > tableLimits.parts) return reject(tooLarge())
        archive.openReadStream(entry, (broken, stream) => {
          if (broken || !stream) return reject(unreadable())
          stream.on('data', (chunk: Buffer) => {
            unpacked += chunk.byteLength
            if (unpacked <= tableLimits.unpacked) return
            stream.destroy()
            reject(tooLarge())
          })
          stream.on('error', () => reject(unreadable()))
          stream.on('end', () => archive.readEntry())
        })
      })
      archive.readEntry()
    })
  })
}

async function workbook(bytes: Buffer): Promise<string[][]> {
  await checkArchive(bytes)
  try {
    const rows: Cell[][] = (await readSheet(bytes)).map((row) => row.map((cell) => (cell instanceof Date || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null)))
    return rows.map((row) => row.map(textOf))
  } catch {
    throw unreadable()
  }
}

function separated(bytes: Buffer): string[][] {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? new TextDecoder('utf-16le').decode(bytes) : decoded(bytes)
  if (text.includes('\u0000')) throw unreadable()
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false })
  return data
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('duty:problem.encoding', { field: 'file' })
  }
}

/** The first sheet of a CSV or XLSX file as text. Old .xls, broken, locked or oversized files are told apart from none. */
export async function readTable(bytes: Buffer): Promise<string[][]> {
  if (bytes.byteLength === 0) throw new Problem('duty:problem.noFile', { field: 'file' })
  if (bytes.byteLength > tableLimits.bytes) throw tooLarge()
  // Old Excel and locked workbooks are OLE files.
  if (bytes.byteLength > 8 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw new Problem('duty:problem.oldExcel', { field: 'file' })
  const table = isZip(bytes) ? await workbook(bytes) : separated(bytes)
  if (table.length > tableLimits.rows || table.some((row) => row.length > tableLimits.columns)) throw tooLarge()
  return table
}
