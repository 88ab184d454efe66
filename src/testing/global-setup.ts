import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../scripts/postgres.mjs'
import { prepareDatabase } from '../platform/database/prepare.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** An empty database, migrated. What tests run on is a copy of it: `databaseUrl` of database.ts. */
    ownerUrl: string
  }
}

const memory = path.join(path.sep, 'dev', 'shm')

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

async function copyForEach(url: string, processes: number) {
  const admin = new pg.Client(url)
  await admin.connect()
  for (let number = 1; number <= processes; number++)
    await admin.query(`create database moothall_test_${number} template moothall_test`)
  await admin.end()
}

/**
 * One throwaway cluster in memory, migrated once, and a copy of its database for each of the processes that tests run in: a queue is
 * one for a whole database, and what two of them work off at once is not where either expects it.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), 'moothall-test-'))
  chmodSync(folder, 0o711)
  const postgres = await startPostgres({
    databaseDir: path.join(folder, 'data'),
    port: await freePort(),
    flags: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB'],
  })
  const admin = new pg.Client(postgres.url)
  await admin.connect()
  await admin.query('create database moothall_test')
  await admin.end()
  const ownerUrl = postgres.url.replace(/postgres$/, 'moothall_test')
  await prepareDatabase(ownerUrl, path.resolve('database'))
  await copyForEach(postgres.url, project.vitest.config.maxWorkers)
  project.provide('ownerUrl', ownerUrl)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
