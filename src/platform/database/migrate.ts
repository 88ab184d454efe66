import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'

const NO_TRANSACTION = /^--\s*no-transaction/m
const LOCK = 7301

/**
 * Applies the plain SQL files of a folder in the order of their names, once each, and returns the names applied now. Several
 * processes may call it at once: the first works, the others wait. A file whose first comment says `-- no-transaction` runs
 * outside one (for `create index concurrently`).
 *
 * Raises an error when a file that was applied has since been edited: write a new one instead.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists public.migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const before = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.migrations')
    const applied = new Map(before.rows.map(row => [row.name, row.sha256]))
    const done: string[] = []
    for (const name of (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()) {
      const text = await readFile(path.join(folder, name), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const earlier = applied.get(name)
      if (earlier === sha256) continue
      if (earlier) throw new Error(`Migration ${name} was changed after it was applied. Write a new migration instead.`)
      await apply(client, { name, text, sha256 })
      done.push(name)
    }
    return done
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, file: { name: string; text: string; sha256: string }) {
  const alone = NO_TRANSACTION.test(file.text)
  if (!alone) await client.query('begin')
  await client.query(file.text)
  await client.query('insert into public.migrations (name, sha256) values ($1, $2)', [file.name, file.sha256])
  if (!alone) await client.query('commit')
}
