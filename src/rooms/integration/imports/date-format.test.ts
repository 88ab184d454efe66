import { expect, test } from 'vitest'
import { compileDateFormat } from './date-format.rules.ts'

const read = (format: string, text: string, zone = 'Etc/UTC') => {
  const instant = compileDateFormat(format)?.(text, zone)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

test.each([
  ['d/M/yyyy H:mm', '29/2/2016 01:16', 'Etc/UTC', '2016-02-29T01:16:00.000Z'],
  ['d/M/yyyy H:mm', '1/7/2016 9:05', 'Europe/London', '2016-07-01T08:05:00.000Z'],
  ['MM/dd/yyyy hh:mm:ss a', '01/02/2015 12:20:09 AM', 'America/New_York', '2015-01-02T05:20:09.000Z'],
  ['MM/dd/yyyy hh:mm:ss a', '07/04/2015 12:00:00 PM', 'America/New_York', '2015-07-04T16:00:00.000Z'],
  // Shown twice on the night the clocks go back: the first of the two.
  ['MM/dd/yyyy hh:mm:ss a', '11/01/2015 01:30:00 AM', 'America/New_York', '2015-11-01T05:30:00.000Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2024-03-01T10:00:00.250+01:00', 'Etc/UTC', '2024-03-01T09:00:00.250Z'],
  ['dd.MM.yy', '05.11.24', 'Europe/London', '2024-11-05T00:00:00.000Z'],
  ['iso', '2024-07-01T10:00:00Z', 'Europe/London', '2024-07-01T10:00:00.000Z'],
  ['iso', '2024-07-01 10:00', 'Europe/London', '2024-07-01T09:00:00.000Z'],
])('a date written as %s: %s in %s', (format, text, zone, instant) => {
  expect(read(format, text, zone)).toBe(instant)
})

test.each([
  ['d/M/yyyy H:mm', '31/2/2016 01:16'],
  ['d/M/yyyy H:mm', '29/2/2015 01:16'],
  ['d/M/yyyy H:mm', '1/13/2016 01:16'],
  ['d/M/yyyy H:mm', '1/1/2016 24:00'],
  ['d/M/yyyy H:mm', '1/1/2016'],
  ['MM/dd/yyyy hh:mm:ss a', '01/01/2015 13:00:00 PM'],
  ['MM/dd/yyyy hh:mm:ss a', '01/01/2015 00:00:00 AM'],
  ['iso', 'yesterday'],
])('no date is made of what is none: %s, %s', (format, text) => {
  expect(read(format, text)).toBeUndefined()
})

test('a format with a letter that means nothing is refused', () => {
  expect(compileDateFormat('dd/MM/YYYY')).toBeUndefined()
  expect(compileDateFormat('Q yyyy')).toBeUndefined()
})
