import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import { type Read, read, write } from '#platform/database/transaction.ts'
import { now } from '#platform/time/now.ts'
import {
  compareHolidays,
  HOLIDAY_NATIONS,
  importBankHolidays,
  listBankHolidays,
  readHolidayFile,
  sayChanges,
} from '#rooms/people/index.ts'
import type { Command, CommandContext } from './command.ts'

const USAGE = `moothall bank-holidays import FILE [--nation ${HOLIDAY_NATIONS.join('|')}] [--remove] [--dry-run]`

/** Whoever has a shell on the machine: nobody in particular to the record. */
const OPERATOR = { person_id: undefined, name: 'Operator, at the command line' }

export const bankHolidaysCommand: Command = {
  summary: 'import the bank holidays published on GOV.UK (JSON or .ics)',
  usage: USAGE,
  async run(context, words) {
    const said = understood(words)
    if (!said) {
      context.print(`Usage: ${USAGE}`)
      return 2
    }
    const text = await readFile(said.file, 'utf8').catch(() => undefined)
    if (text === undefined) return refuse(context, `The file ${said.file} cannot be read.`)
    const holidays = readHolidayFile(text, said.nation, now())
    if ('problem' in holidays) return refuse(context, `${holidays.problem}.`)
    for (const why of holidays.refused) context.print(`  Left out: ${why}`)
    return keep(context, { ...said, holidays: holidays.holidays })
  },
}

const refuse = (context: CommandContext, why: string) => {
  context.print(why)
  return 2
}

function understood(words: readonly string[]) {
  try {
    const options = { nation: { type: 'string' }, remove: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [what, file, ...more] = positionals
    const nation = HOLIDAY_NATIONS.find(each => each === values.nation)
    if (what !== 'import' || !file || more.length > 0 || (values.nation && !nation)) return undefined
    return { file, nation, remove: values.remove === true, dry: values['dry-run'] === true }
  } catch {
    return undefined
  }
}

interface Wanted {
  readonly file: string
  readonly holidays: Parameters<typeof importBankHolidays>[2]['holidays']
  readonly remove: boolean
  readonly dry: boolean
}

/** Says what would change, and changes it unless it is a rehearsal. */
async function keep(context: CommandContext, { file, holidays, remove, dry }: Wanted): Promise<number> {
  const organisation_id = await keeper(context.databaseUrl)
  if (!organisation_id) return refuse(context, 'There is no organisation yet that could keep bank holidays.')
  const db = connect(context.appDatabaseUrl, { max: 1 })
  const who = { person_id: undefined, organisations: [organisation_id] }
  try {
    const changes = await read(db, who, async (tx: Read) => compareHolidays(await listBankHolidays(tx), holidays))
    context.print(sayChanges(changes))
    if (dry) return 0
    const command = { organisation_id, holidays, source: path.basename(file), remove }
    await write(db, who, tx => importBankHolidays(tx, OPERATOR, command, now()))
    context.print('Imported. Calendars take them over with their next version.')
    return 0
  } finally {
    await db.close()
  }
}

/** Who keeps the bank holidays: the shared service, or the only council there is. */
async function keeper(databaseUrl: string): Promise<string | undefined> {
  const owner = connectAsOwner(databaseUrl, 1)
  try {
    const { rows } = await owner.query<{ id: string }>(
      `select id from people.organisations order by kind = 'shared_service' desc, id limit 1`,
    )
    return rows[0]?.id
  } finally {
    await owner.end()
  }
}
