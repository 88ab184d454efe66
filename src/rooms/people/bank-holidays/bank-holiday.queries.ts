import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Nation } from '../calendars/calendar-form.rules.ts'

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

/**
 * The one of these organisations that keeps the bank holidays for the whole installation: the shared service; where there is none,
 * any. Undefined when another keeps them.
 */
export async function findKeeper(tx: Read, organisations: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select people.keeper_of_bank_holidays(${[...organisations]}::uuid[]) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}
