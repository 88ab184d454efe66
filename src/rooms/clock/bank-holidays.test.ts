import { expect, test } from 'vitest'
import { bankHolidays } from './bank-holidays.ts'
import { DAY } from './zone.rules.ts'

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher), as epoch milliseconds. */
function easter(year: number): number {
  const a = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const f = Math.floor((century + 8) / 25)
  const g = Math.floor((century - f + 1) / 3)
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - h - (inCentury % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

const weekday = (day: number) => new Date(day).getUTCDay()
const iso = (day: number) => new Date(day).toISOString().slice(0, 10)

/** Each day, or the next working day that is not already one of them: Christmas on a Sunday is kept on the Tuesday. */
function observed(...days: number[]): number[] {
  const free = days.filter(day => weekday(day) % 6 !== 0)
  for (const lost of days.filter(day => weekday(day) % 6 === 0)) {
    let day = lost
    while (weekday(day) % 6 === 0 || free.includes(day)) day += DAY
    free.push(day)
  }
  return free
}

const firstMonday = (year: number, month: number) => {
  const first = Date.UTC(year, month, 1)
  return first + ((8 - weekday(first)) % 7) * DAY
}
const lastMonday = (year: number, month: number) => firstMonday(year, month + 1) - 7 * DAY

type Nation = keyof typeof bankHolidays

function byRule(nation: Nation, year: number): number[] {
  const on = (month: number, day: number) => Date.UTC(year, month - 1, day)
  const common = [
    easter(year) - 2 * DAY,
    firstMonday(year, 4),
    lastMonday(year, 4),
    ...observed(on(12, 25), on(12, 26)),
  ]
  if (nation === 'scotland')
    return [...common, ...observed(on(1, 1), on(1, 2)), firstMonday(year, 7), ...observed(on(11, 30))]
  const south = [...common, ...observed(on(1, 1)), easter(year) + DAY, lastMonday(year, 7)]
  return nation === 'northern_ireland' ? [...south, ...observed(on(3, 17)), ...observed(on(7, 12))] : south
}

/** What proclamations changed: years in which a day was moved or added. */
const proclaimed: Record<number, { gone: string[]; added: string[]; scotland?: string[] }> = {
  2020: { gone: ['2020-05-04'], added: ['2020-05-08'] },
  2022: { gone: ['2022-05-30'], added: ['2022-06-02', '2022-06-03', '2022-09-19'] },
  2023: { gone: [], added: ['2023-05-08'] },
  2026: { gone: [], added: [], scotland: ['2026-06-15'] },
}

const years = Array.from({ length: 14 }, (_, i) => 2015 + i)

// The three nations' lists are facts, copied; the law's rules, worked out, catch a slip of the pen.
test.each<Nation>(['england_and_wales', 'scotland', 'northern_ireland'])(
  '%s keeps the days the law gives it',
  nation => {
    const expected = years.flatMap(year => {
      const { gone = [], added = [], scotland = [] } = proclaimed[year] ?? {}
      const days = byRule(nation, year)
        .map(iso)
        .filter(day => !gone.includes(day))
      return [...days, ...added, ...(nation === 'scotland' ? scotland : [])].sort()
    })
    expect(bankHolidays[nation]).toEqual(expected)
  },
)
