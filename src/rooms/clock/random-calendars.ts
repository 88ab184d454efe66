/** Calendars and instants by chance, for properties: any zone, hours over midnight, and the days on which clocks change. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type Calendar, dateOf, type Spell } from './opening-hours.rules.ts'
import { DAY } from './zone.rules.ts'

const two = (n: number) => String(n).padStart(2, '0')
const timeOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

const spell: fc.Arbitrary<Spell> = fc
  .tuple(fc.integer({ min: 0, max: 143 }), fc.integer({ min: 1, max: 144 }))
  .filter(([start, end]) => start !== end)
  .map(([start, end]) => [timeOf(start * 10), timeOf(end * 10)])
const spells = fc.array(spell, { maxLength: 3 })

const ODD_ZONES = [
  ...[
    'Europe/London',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'America/St_Johns',
  ],
  ...['America/Sao_Paulo', 'Antarctica/Troll', 'Asia/Gaza', 'Africa/Monrovia', 'America/Recife', 'Pacific/Kwajalein'],
]
export const zone = fc.oneof(fc.constantFrom(...ODD_ZONES), fc.constantFrom(...Intl.supportedValuesOf('timeZone')))

const since1970 = fc.integer({ min: 0, max: Date.UTC(2040, 0) / 1000 }).map(seconds => seconds * 1000)

/** An instant, and the day before a change of clocks more often than chance would have it. */
export const instantIn = (name: string): fc.Arbitrary<number> =>
  fc.tuple(since1970, fc.boolean()).map(([instant, near]) => {
    const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name)
    const change = near ? here.getTimeZoneTransition('next')?.epochMilliseconds : undefined
    return change !== undefined && change < Date.UTC(2040, 0) ? change - DAY : instant
  })

/** A calendar whose special dates lie about an instant. */
export const calendarIn = (name: string, about: number): fc.Arbitrary<Calendar> => {
  const date = fc.integer({ min: -2, max: 4 }).map(days => dateOf(Math.floor(about / DAY) + days))
  const dates = fc.dictionary(date, spells, { maxKeys: 2 })
  const hours = fc.record({ mon: spells, tue: spells, wed: spells, thu: spells, fri: spells, sat: spells, sun: spells })
  return fc.record({
    zone: fc.constant(name),
    hours,
    holidays: fc.array(date, { maxLength: 2 }),
    yearlyHolidays: fc.array(
      date.map(day => day.slice(5)),
      { maxLength: 1 },
    ),
    openings: dates,
    closures: dates,
  })
}

/** A calendar of any zone, with an instant for which it has something special. */
export const calendarAndInstant = zone
  .chain(name => fc.tuple(fc.constant(name), instantIn(name)))
  .chain(([name, about]) => fc.tuple(calendarIn(name, about), fc.constant(about)))

/** What a wall clock of the zone shows, by Temporal alone: the day since 1 January 1970, and the milliseconds of the day. */
function wallAt(name: string, instant: number): { day: number; ms: number } {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).toPlainDateTime()
  const asUtc = wall.toZonedDateTime('UTC').epochMilliseconds
  return { day: Math.floor(asUtc / DAY), ms: asUtc - Math.floor(asUtc / DAY) * DAY }
}

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const ms = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000

const within = (wall: number) => (spell: Spell) => {
  const [start, end] = [ms(spell[0]), ms(spell[1])]
  return start <= wall && wall < (end < start ? end + DAY : end)
}

function hoursOf({ hours, holidays, yearlyHolidays = [], openings = {} }: Calendar, day: number): readonly Spell[] {
  const date = dateOf(day)
  const special = openings[date]
  if (special) return special
  if (holidays.includes(date) || yearlyHolidays.includes(date.slice(5))) return []
  return hours[WEEK[new Date(day * DAY).getUTCDay()]!]
}

/** Whether it is open, by looking at the wall alone: this date's hours, or the end of the evening's before, less what is closed. */
export function isOpenByTheWall(calendar: Calendar, instant: number): boolean {
  const { day, ms } = wallAt(calendar.zone, instant)
  const covers = (spellsOn: (day: number) => readonly Spell[]) =>
    spellsOn(day).some(within(ms)) || spellsOn(day - 1).some(within(ms + DAY))
  return covers(on => hoursOf(calendar, on)) && !covers(on => calendar.closures?.[dateOf(on)] ?? [])
}
