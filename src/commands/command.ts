import { auditCommand } from './audit.ts'
import { bankHolidaysCommand } from './bank-holidays.ts'
import { clockCommand } from './clock.ts'
import { demoCommand } from './demo.ts'
import { erasuresCommand } from './erasures.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { inspectMessageCommand } from './inspect-message.ts'
import { migrateCommand } from './migrate.ts'
import { receiveCommand } from './receive.ts'
import { restoredCommand } from './restored.ts'
import { tokenCommand } from './token.ts'

export interface CommandContext {
  readonly databaseUrl: string
  readonly appDatabaseUrl: string
  /** The project's folder. */
  readonly root: string
  print(line: string): void
}

/** One subcommand of `moothall`. Returns the exit code; bad words on the command line are said and exit 2. */
export interface Command {
  readonly summary: string
  readonly usage: string
  /** Works without a database; then none is started, and its addresses are empty. */
  readonly alone?: true
  run(context: CommandContext, words: readonly string[]): Promise<number>
}

export const COMMANDS: Record<string, Command> = {
  audit: auditCommand,
  'bank-holidays': bankHolidaysCommand,
  clock: clockCommand,
  demo: demoCommand,
  erasures: erasuresCommand,
  export: exportCommand,
  import: importCommand,
  'inspect-message': inspectMessageCommand,
  migrate: migrateCommand,
  receive: receiveCommand,
  restored: restoredCommand,
  token: tokenCommand,
}

/** Whether what `moothall` is asked needs a database: not what only calculates, nor what only says how it is used. */
export const needsDatabase = ([name]: readonly string[]): boolean =>
  name !== undefined && Object.hasOwn(COMMANDS, name) && !COMMANDS[name]?.alone

/** Runs a subcommand by name. */
export async function command(context: CommandContext, words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const found = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!found) {
    const known = Object.entries(COMMANDS).map(([word, { summary }]) => `  ${word.padEnd(18)}${summary}`)
    context.print(
      [
        'Usage: moothall COMMAND …',
        '  serve             the web pages and the worker (what npm start runs)',
        '  web, work         one of the two alone',
        ...known,
      ].join('\n'),
    )
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2
  }
  return found.run(context, rest)
}
