// Once for a whole test run: a PostgreSQL server with a migrated template to copy databases from.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { startServer } from './postgres.ts'

export type ServerForTests =
  | { readonly url: string; readonly version: string; readonly template: string }
  | { readonly missing: string }

declare module 'vitest' {
  export interface ProvidedContext {
    server: ServerForTests
    /** A folder for this run's files; it goes when the run ends. */
    scratch: string
  }
}

async function makeTemplate(url: string, template: string): Promise<void> {
  const admin = await openPostgres(url)
  if (!admin.ok) throw new Error(`the test server refused: ${admin.fault.reason}`)
  if (admin.value.kind !== 'postgres') throw new Error('not PostgreSQL')
  await admin.value.client.unsafe(`create database ${template}`)
  await admin.value.close()
  const address = new URL(url)
  address.pathname = template
  const opened = await openPostgres(address.href)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const migrated = await migrate(opened.value)
  await opened.value.close()
  if (!migrated.ok) throw new Error(migrated.fault.reason)
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = mkdtempSync(join(tmpdir(), 'gongbu-test-'))
  project.provide('scratch', scratch)
  const tearDown = await provideServer(project)
  return async () => {
    await tearDown()
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function provideServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  if ('missing' in server) {
    const warn = async () =>
      console.warn(`\nThe tests on PostgreSQL DID NOT RUN: ${server.missing}.\n`)
    project.provide('server', server)
    console.warn(`\nThe tests on PostgreSQL WILL NOT RUN: ${server.missing}.\n`)
    return warn // once more at the end, where it is read
  }
  console.info(`The storage laws run on PGlite and on PostgreSQL ${server.version}.`)
  const template = `gongbu_test_${process.pid}`
  await makeTemplate(server.url, template)
  project.provide('server', { url: server.url, version: server.version, template })
  return async () => {
    if (server.directory === undefined) await dropOurs(server.url, template)
    await server.stop()
  }
}

/** On a server that is not ours the databases of this run must go again. */
async function dropOurs(url: string, template: string): Promise<void> {
  const admin = await openPostgres(url)
  if (!admin.ok || admin.value.kind !== 'postgres') return
  const { client } = admin.value
  const names = await client<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, ${template})`
  for (const { datname } of names)
    await client.unsafe(`drop database if exists "${datname}" (force)`)
  await admin.value.close()
}
