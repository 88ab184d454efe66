import { type HolidayNation, type ReadHolidays, readGovUk, readICalendar } from './read-holidays.rules.ts'

const MOST_BYTES = 2 * 1024 * 1024
/** How far ahead a day that comes back every year is taken. */
const YEARS_AHEAD = 5

/**
 * Reads a file of bank holidays by what is in it: the government's JSON, or iCalendar, which does not say whose they are. Returns a
 * sentence when it is neither.
 */
export function readHolidayFile(
  text: string,
  nation: HolidayNation | undefined,
  now: Date,
): ReadHolidays | { problem: string } {
  if (text.length > MOST_BYTES) return { problem: 'The file is too large to be a list of bank holidays' }
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed.startsWith('{')) {
    try {
      return readGovUk(JSON.parse(trimmed))
    } catch {
      return { problem: 'The file begins like JSON but cannot be read as JSON: download it again' }
    }
  }
  if (!/^BEGIN:VCALENDAR/i.test(trimmed))
    return { problem: 'Choose the bank-holidays.json of GOV.UK, or an iCalendar file whose name ends in .ics' }
  if (!nation) return { problem: 'Say whose bank holidays these are: an iCalendar file does not' }
  return readICalendar(trimmed, nation, now.getUTCFullYear() + YEARS_AHEAD)
}
