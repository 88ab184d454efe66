import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Nation } from './calendar-form.rules.ts'

export interface BankHoliday {
  readonly nation: Exclude<Nation, 'none'>
  /** ISO. */
  readonly date: string
  readonly name: string
}

/** Every bank holiday known, by date. */
export async function listBankHolidays(tx: Read): Promise<BankHoliday[]> {
  const { rows } = await sql<BankHoliday>`
    select nation, date::text as date, name from people.bank_holidays order by date, nation`.execute(tx)
  return rows
}

/** The dates of a nation's bank holidays, in order; none of none. */
export async function datesOf(tx: Read, nation: Nation): Promise<string[]> {
  if (nation === 'none') return []
  const { rows } = await sql<{ date: string }>`
    select date::text as date from people.bank_holidays where nation = ${nation} order by date`.execute(tx)
  return rows.map(({ date }) => date)
}
