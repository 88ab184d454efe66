import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { migrate } from './migrate.ts'

/**
 * Makes a database ready to serve: the roles, the queue's own tables, then our migrations. Safe to call at every start.
 * `ownerUrl` connects as the role that owns everything; `folder` holds `roles.sql` and `migrations/`. Returns the names of
 * the migrations that were applied now.
 */
export async function prepareDatabase(ownerUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query(await readFile(path.join(folder, 'roles.sql'), 'utf8'))
  } finally {
    await client.end()
  }
  await runMigrations({ connectionString: ownerUrl })
  return migrate(ownerUrl, path.join(folder, 'migrations'))
}
