import { expect, test } from 'vitest'
import { bankHolidays } from '#rooms/clock/index.ts'
import { joinHolidays, readSpells, splitHolidays, writeSpells } from './calendar-form.rules.ts'

test.each([
  ['9:00 to 17:30', [['09:00', '17:30']]],
  [
    '09:00-12:30, 13:30–17:00',
    [
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ],
  ],
  [
    '22:00 to 06:00 and 07:00 to 08:00',
    [
      ['22:00', '06:00'],
      ['07:00', '08:00'],
    ],
  ],
  ['', []],
  ['nine to five', undefined],
  ['09:00', undefined],
])('the hours “%s”', (text, spells) => {
  expect(readSpells(text)).toEqual(spells)
})

test('hours are shown as they can be typed again', () => {
  const spells = readSpells('9:00-12:30, 13:30-17:00')!
  expect(readSpells(writeSpells(spells))).toEqual(spells)
})

test.each(['england_and_wales', 'scotland', 'northern_ireland', 'none'] as const)(
  'the bank holidays of %s and a council’s own days are told apart again',
  nation => {
    const all = joinHolidays(nation, ['2026-12-24', '2026-12-29'])
    expect(splitHolidays(all)).toEqual({ nation, own: ['2026-12-24', '2026-12-29'] })
    if (nation !== 'none') expect(all).toHaveLength(bankHolidays[nation].length + 2)
  },
)
