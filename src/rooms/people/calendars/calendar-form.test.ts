import { expect, test } from 'vitest'
import { readSpells, runsInto, writeSpells } from './calendar-form.rules.ts'
import { readSpecialDays, writeSpecialDays } from './special-days.rules.ts'

test.each([
  ['9:00 to 17:30', [['09:00', '17:30']]],
  [
    '13:30–17:00, 09:00-12:30',
    [
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ],
  ],
  [
    '22:00 to 06:00 next day and 07:00 to 08:00',
    [
      ['07:00', '08:00'],
      ['22:00', '06:00'],
    ],
  ],
  ['00:00 to 24:00', [['00:00', '24:00']]],
  ['', []],
  ['closed', []],
])('the hours “%s”', (text, spells) => {
  expect(readSpells(text)).toEqual({ spells })
})

test.each([
  ['nine to five', /Write the hours like 09:00 to 17:00/],
  ['09:00', /Write the hours like/],
  ['25:00 to 26:00', /“25:00” is not a time of day/],
  ['09:00 to 09:00', /both 09:00/],
  ['24:00 to 02:00 next day', /cannot open at 24:00/],
  ['17:00 to 09:00', /Closing at 09:00 is before opening at 17:00: .*“17:00 to 09:00 next day”/],
  ['09:00 to 17:00 next day', /longer than a day/],
  ['09:00 to 12:00, 11:00 to 13:00', /09:00 to 12:00 and 11:00 to 13:00 overlap/],
  ['20:00 to 02:00 next day, 23:00 to 24:00', /overlap/],
])('the hours “%s” are refused in words', (text, said) => {
  expect(readSpells(text)).toEqual({ problem: expect.stringMatching(said) })
})

test('hours are shown as they can be typed again', () => {
  const spells = [
    ['09:00', '12:30'],
    ['22:00', '06:00'],
  ] as const
  expect(writeSpells(spells)).toBe('09:00 to 12:30, 22:00 to 06:00 next day')
  expect(readSpells(writeSpells(spells))).toEqual({ spells })
})

test('a night that runs into the next morning’s hours overlaps them, from Sunday into Monday too', () => {
  const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  expect(runsInto({ ...none, mon: [['22:00', '06:00']], tue: [['06:00', '08:00']] })).toBeUndefined()
  expect(runsInto({ ...none, sun: [['22:00', '06:00']], mon: [['05:00', '08:00']] })).toEqual({
    day: 'mon',
    problem: 'Sunday is open until 06:00 on Monday, which overlaps 05:00 to 08:00',
  })
})

test('days of a council’s own are read with hours and reasons, as people write dates, and shown again', () => {
  const read = readSpecialDays({
    closed: '2026-12-24 Staff day\n29/12/2026 12:00 to 17:00 Deep clean',
    open: '2 May 2026 22:00 to 03:00 next day: Election night\n',
  })
  expect(read).toEqual({
    days: {
      closed: ['2026-12-24'],
      closures: { '2026-12-29': [['12:00', '17:00']] },
      openings: { '2026-05-02': [['22:00', '03:00']] },
      reasons: { '2026-12-24': 'Staff day', '2026-12-29': 'Deep clean', '2026-05-02': 'Election night' },
    },
  })
  const again = writeSpecialDays('days' in read ? read.days : expect.unreachable())
  expect(again.open).toBe('2026-05-02 22:00 to 03:00 next day Election night')
  expect(readSpecialDays(again)).toEqual(read)
})

test.each([
  ['closed', 'Christmas', /does not begin with a date/],
  ['closed', '2026-02-31 Leap', /“2026-02-31” is not a date/],
  ['closed', '2026-12-24', /Say why after 2026-12-24/],
  ['closed', '2026-12-24 One\n2026-12-24 Two', /2026-12-24 is there twice/],
  ['open', '2026-05-02 Election night', /Say the hours of 2026-05-02/],
  ['open', '2026-05-02 22:00 to 03:00 Election night', /before opening at 22:00/],
] as const)('a special day among those %s: “%s” is refused in words', (field, text, said) => {
  const read = readSpecialDays({ closed: '', open: '', [field]: text })
  expect(read).toEqual({ field, problem: expect.stringMatching(said) })
})

test('a day cannot be closed and open', () => {
  const read = readSpecialDays({ closed: '2026-05-02 Holiday', open: '2026-05-02 09:00 to 12:00 Count' })
  expect(read).toEqual({ field: 'open', problem: expect.stringMatching(/among the days closed too/) })
})
