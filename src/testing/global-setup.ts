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

/** One throwaway cluster in memory, migrated once, shared by every test: each test has a council of its own. */
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
  project.provide('ownerUrl', ownerUrl)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
