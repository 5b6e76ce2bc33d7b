import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../prisma/migrate'
import { startTestCluster } from './cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** address of the `postgres` database of this run's PostgreSQL */
    cluster: string
  }
}

/** Before the first integration test: one PostgreSQL with a migrated database, of which each test file gets a clone. */
export default async function setup(project: TestProject) {
  const cluster = await startTestCluster()
  const template = new URL(cluster.url)
  template.pathname = '/template_chi_em'
  const admin = new URL(cluster.url)
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  await client.query('CREATE DATABASE template_chi_em')
  await client.end()
  await migrate(template.href, { allowed: true })
  project.provide('cluster', admin.href)
  return cluster.stop
}
