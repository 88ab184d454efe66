import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { bankHolidaysImported } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { listBankHolidays } from './bank-holiday.queries.ts'
import { compareHolidays } from './compare-holidays.rules.ts'
import type { Holiday } from './read-holidays.rules.ts'

export interface ImportHolidays {
  /** Under whom it is recorded: who keeps the installation's bank holidays. */
  readonly organisation_id: string
  readonly holidays: readonly Holiday[]
  /** Where they are from: a file's name. */
  readonly source: string
  /** Takes out the days of those nations and years which are not among them. */
  readonly remove: boolean
}

/**
 * Adds bank holidays and renames those known under another name. No calendar changes by itself: each takes them over with its next
 * version, whose effect is shown first. Returns how many rows changed.
 */
export async function importBankHolidays(
  tx: Write,
  author: Author,
  command: ImportHolidays,
  now: Date,
): Promise<number> {
  const { organisation_id, holidays, source, remove } = command
  await lockOrganisation(tx, organisation_id)
  const { added, renamed, missing } = compareHolidays(await listBankHolidays(tx), holidays)
  const written = JSON.stringify([...added, ...renamed])
  const gone = remove ? missing : []
  await sql`
    insert into people.bank_holidays (nation, date, name, source, imported_at)
    select nation, date, name, ${source}, ${now} from json_to_recordset(${written}::json) as h (nation text, date date, name text)
    on conflict (nation, date) do update set name = excluded.name, source = excluded.source, imported_at = excluded.imported_at`.execute(
    tx,
  )
  await sql`
    delete from people.bank_holidays b using json_to_recordset(${JSON.stringify(gone)}::json) as g (nation text, date date)
    where b.nation = g.nation and b.date = g.date`.execute(tx)
  const changed = added.length + renamed.length + gone.length
  if (changed === 0) return 0
  const say = (days: readonly Holiday[]) => days.map(({ nation, date }) => `${date} ${nation}`)
  const payload = { source, added: say(added), renamed: say(renamed), removed: say(gone) }
  await record(tx, author, bankHolidaysImported, { id: organisation_id, organisation_id }, payload, now)
  return changed
}
