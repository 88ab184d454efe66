/* A calendar as people write it: "09:00 to 12:30, 13:30 to 17:00" for a day, a nation's bank holidays, and dates of their own. */
import { bankHolidays, type Spell, type Weekday } from '#rooms/clock/index.ts'

export const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
export const WEEKDAYS = Object.keys(DAY_NAMES) as Weekday[] // the keys of the record above

export const NATION_NAMES = {
  england_and_wales: 'England and Wales',
  scotland: 'Scotland',
  northern_ireland: 'Northern Ireland',
  none: 'None: open on bank holidays',
} as const
export type Nation = keyof typeof NATION_NAMES

const time = (text: string) => (/^\d:\d\d$/.test(text) ? `0${text}` : text)

/** The spells of a day from "9:00 to 12:30, 13:30–17:00"; nothing is closed; undefined when it cannot be read. */
export function readSpells(text: string): Spell[] | undefined {
  const parts = text
    .split(/,|;|\band\b/)
    .map(part => part.trim())
    .filter(part => part !== '')
  const spells = parts.map(part => /^(\d{1,2}:\d{2})\s*(?:to|-|–|—)\s*(\d{1,2}:\d{2})$/.exec(part))
  if (spells.some(spell => spell === null)) return undefined
  return spells.map(spell => [time(spell![1]!), time(spell![2]!)] as const)
}

export const writeSpells = (spells: readonly Spell[]): string =>
  spells.map(([from, to]) => `${from} to ${to}`).join(', ')

const holidaysOf = (nation: Nation): readonly string[] => (nation === 'none' ? [] : bankHolidays[nation])

/** A nation's days and a council's own, in order, each once. */
export const joinHolidays = (nation: Nation, own: readonly string[]): string[] =>
  [...new Set([...holidaysOf(nation), ...own])].sort()

// The widest first: Northern Ireland keeps all the days of England and Wales.
const NATIONS = ['northern_ireland', 'england_and_wales', 'scotland'] as const

/** The nation whose days a calendar keeps, and the days that are its own. */
export function splitHolidays(holidays: readonly string[]): { nation: Nation; own: string[] } {
  const kept = new Set(holidays)
  const nation = NATIONS.find(each => bankHolidays[each].every(date => kept.has(date))) ?? 'none'
  const theirs = new Set(holidaysOf(nation))
  return { nation, own: holidays.filter(date => !theirs.has(date)) }
}
