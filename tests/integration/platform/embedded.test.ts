import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { halt, openCluster, readPidFile } from '~/platform/postgres/cluster.server'
import { startEmbedded } from '~/platform/postgres/embedded.server'
import { placeData } from '~/platform/postgres/place.server'

function aFolder() {
  // The same name that runs killed half-way leave behind, so that a later one clears it.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `chi-em-test-${process.pid}-`))
  fs.chmodSync(folder, 0o711)
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('in a folder with spaces and Vietnamese letters: started, copied aside, owned by one app, stopped', async () => {
  const data = placeData('/', path.join(aFolder(), 'Dữ liệu chị em'), true)
  const embedded = await startEmbedded(data)
  await ask(embedded.url, 'CREATE TABLE kept (id int)')
  await expect(startEmbedded(data)).rejects.toThrow(data)

  const copy = await embedded.copyAside('test')
  expect(fs.readFileSync(path.join(copy, 'PG_VERSION'), 'utf8').trim()).toBe('18')
  expect(await ask(embedded.url, 'SELECT * FROM kept')).toEqual([])
  expect(fs.statSync(path.join(data, 'postgres.password')).mode & 0o777).toBe(0o600)

  await embedded.stop()
  expect(readPidFile(path.join(data, 'postgres'))).toBeUndefined()
})

test('a server that outlived its app, and a postmaster.pid of a stranger, do not stand in the way', async () => {
  const data = aFolder()
  const first = await startEmbedded(data)
  const port = new URL(first.url).port
  // As after kill -9: nobody holds the database any more, and it runs on.
  await ask(first.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chi-em owner'`)
  const second = await startEmbedded(data)
  expect(new URL(second.url).port).toBe(port)
  await second.stop()
  await first.stop()

  const cluster = openCluster(data)
  fs.writeFileSync(path.join(cluster.folder, 'postmaster.pid'), `${process.pid}\n${cluster.folder}\n0\n1\n\n127.0.0.1\n0\nready   \n`)
  const third = await startEmbedded(data)
  expect(await ask(third.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await third.stop()
  await halt(cluster)
})

test('data of another PostgreSQL is refused with words', async () => {
  const data = aFolder()
  await (await startEmbedded(data)).stop()
  fs.writeFileSync(path.join(data, 'postgres', 'PG_VERSION'), '15\n')
  await expect(startEmbedded(data)).rejects.toThrow('PostgreSQL 15')
})

test('a folder that cannot be used says which', () => {
  const file = path.join(aFolder(), 'a file')
  fs.writeFileSync(file, '')
  expect(() => placeData('/', file, true)).toThrow(file)
})
