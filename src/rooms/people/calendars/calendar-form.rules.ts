/* A calendar as people write it: "09:00 to 12:30, 13:30 to 17:00" for a day, a nation's bank holidays, and dates of their own. */
import type { Spell, Weekday } from '#rooms/clock/index.ts'

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

/** Hours as they were read, or why they could not be. */
export type ReadSpells = { readonly spells: readonly Spell[] } | { readonly problem: string }

const SPELL = /^(\d{1,2}[:.]\d{2})\s*(?:to|-|–|—)\s*(\d{1,2}[:.]\d{2})(\s*\(?(?:the )?next day\)?)?$/i
const padded = (text: string) => text.replace('.', ':').padStart(5, '0')
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00'

function readSpell(part: string): { spell: Spell } | { problem: string } {
  const [, from, to, next] = SPELL.exec(part) ?? []
  if (!from || !to) return { problem: `Write the hours like 09:00 to 17:00, with commas between spells: not “${part}”` }
  const [start, end] = [padded(from), padded(to)]
  const wrong = [start, end].find(time => !isTime(time))
  if (wrong) return { problem: `“${wrong}” is not a time of day: write it like 09:00` }
  if (start === '24:00') return { problem: 'A day cannot open at 24:00: write 00:00 on the next day' }
  if (start === end) return { problem: `Opening and closing are both ${start}: for the whole day write 00:00 to 24:00` }
  if (minutesOf(end) < minutesOf(start) && !next)
    return {
      problem: `Closing at ${end} is before opening at ${start}: if it stays open past midnight, write “${start} to ${end} next day”`,
    }
  if (minutesOf(end) > minutesOf(start) && next)
    return { problem: `${start} to ${end} next day is longer than a day: write it as two days` }
  return { spell: [start, end] }
}

/** Minutes from the start of the day, past 1,440 when it closes on the next. */
const stretch = ([start, end]: Spell) => {
  const from = minutesOf(start)
  return { from, to: minutesOf(end) < from ? minutesOf(end) + 1440 : minutesOf(end) }
}

/** The spells of a day from "9:00 to 12:30, 13:30–17:00"; nothing is closed. */
export function readSpells(text: string): ReadSpells {
  const parts = text
    .split(/,|;|\band\b/)
    .map(part => part.trim())
    .filter(part => part !== '' && part.toLowerCase() !== 'closed')
  const spells: Spell[] = []
  for (const part of parts) {
    const read = readSpell(part)
    if ('problem' in read) return read
    spells.push(read.spell)
  }
  const ordered = spells.sort((a, b) => stretch(a).from - stretch(b).from)
  const clash = ordered.findIndex((spell, i) => i > 0 && stretch(spell).from < stretch(ordered[i - 1]!).to)
  if (clash > 0) return { problem: `${saySpell(ordered[clash - 1]!)} and ${saySpell(ordered[clash]!)} overlap` }
  return { spells: ordered }
}

const saySpell = ([from, to]: Spell) => `${from} to ${to}${minutesOf(to) < minutesOf(from) ? ' next day' : ''}`

/** Hours as they can be typed again. */
export const writeSpells = (spells: readonly Spell[]): string => spells.map(saySpell).join(', ')

/** The first day of the week whose hours run into those of the next, in words; undefined when none do. */
export function runsInto(
  hours: Readonly<Record<Weekday, readonly Spell[]>>,
): { day: Weekday; problem: string } | undefined {
  for (const [index, day] of WEEKDAYS.entries()) {
    const last = hours[day].at(-1)
    const next = WEEKDAYS[(index + 1) % 7]!
    const first = hours[next][0]
    if (last && first && stretch(last).to - 1440 > stretch(first).from)
      return {
        day: next,
        problem: `${DAY_NAMES[day]} is open until ${last[1]} on ${DAY_NAMES[next]}, which overlaps ${saySpell(first)}`,
      }
  }
  return undefined
}
