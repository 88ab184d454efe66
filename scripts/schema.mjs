// npm run schema: makes the tables' types and database/schema.sql from the migrations, in a throwaway database.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeSchema } from '../src/platform/database/describe.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { startPostgres } from './postgres.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'moothall-schema-'))
chmodSync(folder, 0o711)
const port = 20000 + (process.pid % 20000)
const postgres = await startPostgres({ databaseDir: path.join(folder, 'data'), port, flags: ['fsync=off'] })
try {
  await prepareDatabase(postgres.url, 'database')
  writeFileSync('database/schema.sql', await describeSchema(postgres.url))
  const run = spawnSync(
    'kysely-codegen',
    [
      ...['--url', postgres.url, '--dialect', 'postgres', '--out-file', 'src/platform/database/tables.generated.ts'],
      ...['--date-parser', 'string', '--type-mapping', '{"int8":"number","json":"unknown","jsonb":"unknown"}'],
      ...[
        '--include-pattern',
        '{platform,people,content,catalogue,workflow,knowledge,channels,cases,triage,integration,reports,information}.*',
      ],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (run.status !== 0) process.exitCode = 1
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
