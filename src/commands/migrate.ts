import path from 'node:path'
import { prepareDatabase } from '#platform/database/prepare.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  summary: 'bring the database up to date',
  usage: 'moothall migrate',
  async run({ databaseUrl, root, print }) {
    const applied = await prepareDatabase(databaseUrl, path.join(root, 'database'))
    print(
      applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length}:\n  ${applied.join('\n  ')}`,
    )
    return 0
  },
}
