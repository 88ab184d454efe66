import { expect, test } from 'vitest'
import { compareHolidays, sayChanges } from './compare-holidays.rules.ts'
import { readHolidayFile } from './read-file.ts'
import { readGovUk, readICalendar } from './read-holidays.rules.ts'

const GOV_UK = {
  'england-and-wales': {
    division: 'england-and-wales',
    events: [
      { title: 'New Year’s Day', date: '2029-01-01', notes: '', bunting: true },
      { title: 'Boxing Day', date: '2026-12-28', notes: 'Substitute day', bunting: true },
    ],
  },
  scotland: { division: 'scotland', events: [{ title: '2nd January', date: '2029-01-02', notes: '', bunting: true }] },
}

test('the government’s JSON is read, substitute days by name', () => {
  expect(readGovUk(GOV_UK)).toEqual({
    holidays: [
      { nation: 'england_and_wales', date: '2026-12-28', name: 'Boxing Day (substitute day)' },
      { nation: 'england_and_wales', date: '2029-01-01', name: 'New Year’s Day' },
      { nation: 'scotland', date: '2029-01-02', name: '2nd January' },
    ],
    refused: [],
  })
})

test('what cannot be read of it is said line by line, and the rest kept', () => {
  const { holidays, refused } = readGovUk({
    ...{ scotland: { events: [{ title: 'A', date: '2029-02-30' }, { title: ' ', date: '2029-01-01' }, 'x'] } },
    ...{ wales: { events: [] }, 'northern-ireland': {} },
  })
  expect(holidays).toEqual([])
  expect(refused).toEqual([
    'scotland, event 1: “2029-02-30” is not a date',
    'scotland, event 2: has no title',
    'scotland, event 3: has no title',
    '“wales” is not a division whose bank holidays are kept',
    '“northern-ireland” has no list of events',
  ])
})

const ics = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//uk.gov/GOVUK calendars//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

test('iCalendar is read: whole days, folded lines, escapes, and days that come back yearly', () => {
  const file = ics(
    ...event('DTEND;VALUE=DATE:20290102', 'DTSTART;VALUE=DATE:20290101', 'SUMMARY:New Year’', ' s Day'),
    ...event('DTSTART;VALUE=DATE:20281130', 'RRULE:FREQ=YEARLY', 'SUMMARY:St Andrew’s Day\\, kept'),
    ...event('DTSTART;VALUE=DATE:20280229', 'RRULE:FREQ=YEARLY;COUNT=4', 'SUMMARY:Leap day'),
  )
  expect(readICalendar(file, 'scotland', 2030)).toEqual({
    holidays: [
      { nation: 'scotland', date: '2028-02-29', name: 'Leap day' },
      { nation: 'scotland', date: '2028-11-30', name: 'St Andrew’s Day, kept' },
      { nation: 'scotland', date: '2029-01-01', name: 'New Year’s Day' },
      { nation: 'scotland', date: '2029-11-30', name: 'St Andrew’s Day, kept' },
      { nation: 'scotland', date: '2030-11-30', name: 'St Andrew’s Day, kept' },
    ],
    refused: [],
  })
})

test.each([
  [['DTSTART:20290101T090000Z', 'SUMMARY:Party'], /begins at a time of day/],
  [['DTSTART;VALUE=DATE:20290231', 'SUMMARY:Never'], /is not a date/],
  [['DTSTART;VALUE=DATE:20290101'], /has no summary/],
  [['SUMMARY:Some day'], /has no beginning/],
  [['DTSTART;VALUE=DATE:20290101', 'DTEND;VALUE=DATE:20290301', 'SUMMARY:Sabbatical'], /lasts 59 days/],
  [['DTSTART;VALUE=DATE:20290101', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Mondays'], /otherwise than yearly/],
  [['DTSTART;VALUE=DATE:20290507', 'RRULE:FREQ=YEARLY;BYDAY=1MO', 'SUMMARY:May'], /other dates each year/],
])('an event that is no bank holiday is left out with a sentence: %j', (lines, said) => {
  const { holidays, refused } = readICalendar(ics(...event(...lines)), 'scotland', 2030)
  expect(holidays).toEqual([])
  expect(refused).toEqual([expect.stringMatching(said)])
})

test.each([
  ['{"scotland": ', 'scotland', /cannot be read as JSON/],
  ['Day,Name\n', 'scotland', /Choose the bank-holidays.json/],
  [ics(), undefined, /Say whose/],
] as const)('a file that is neither is refused in words: %s', (text, nation, said) => {
  expect(readHolidayFile(text, nation, new Date())).toEqual({ problem: expect.stringMatching(said) })
})

test('what would change is counted: new, there already, renamed, and missing from the years the file speaks of', () => {
  const day = (date: string, name: string) => ({ nation: 'scotland' as const, date, name })
  const known = [day('2028-01-03', "New Year's Day"), day('2028-01-04', 'Second'), day('2027-01-01', 'Old')]
  const changes = compareHolidays(known, [day('2028-01-03', 'New Year’s Day'), day('2028-08-07', 'Summer')])
  expect(changes).toMatchObject({
    added: [{ date: '2028-08-07' }],
    renamed: [],
    kept: 1,
    missing: [{ date: '2028-01-04' }],
  })
  expect(sayChanges(changes)).toBe('1 day is new, 1 is there already, 1 is here and not in the file.')
})
