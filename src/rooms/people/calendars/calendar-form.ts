/** The form of a calendar: what was typed, checked, and as the content of a version. */
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { dateOn } from '#platform/time/say.ts'
import { calendarProblem, instantOf } from '#rooms/clock/index.ts'
import { datesOf } from '../bank-holidays/bank-holiday.queries.ts'
import type { CalendarFields } from './calendar.actions.ts'
import type { CalendarContent, CalendarRow } from './calendar.queries.ts'
import { NATION_NAMES, type Nation, runsInto, WEEKDAYS, writeSpells } from './calendar-form.rules.ts'
import { readSpecialDays, writeSpecialDays } from './special-days.rules.ts'
import { weekFields } from './week-fields.ts'

const form = z.object({
  name: z.string().trim().min(1, 'Enter a name').max(100, 'That name is too long: use 100 letters'),
  zone: z.string().trim(),
  ...weekFields,
  nation: z.enum(Object.keys(NATION_NAMES) as Nation[], { error: 'Choose whose bank holidays are kept' }),
  closed: z.string().default(''),
  open: z.string().default(''),
  cover_calendar_id: z
    .string()
    .default('')
    .transform(id => id || null),
  from: z
    .string()
    .trim()
    .default('')
    .refine(
      text => text === '' || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))),
      'Write the date like 2027-04-01, or leave it empty for at once',
    ),
  because: z.string().trim().max(500, 'Say why in at most 500 characters').default(''),
})

export interface CalendarTyped extends CalendarFields {
  /** From when it counts; undefined is at once. */
  readonly effective_from: Date | undefined
  readonly because: string
}

export type ReadCalendar =
  | { readonly ok: true; readonly typed: CalendarTyped; readonly entered: Entered }
  | { readonly ok: false; readonly entered: Entered; readonly errors: readonly FormError[] }

/** Which field a sentence of the clock's is about. */
const fieldOf = (message: string) =>
  message.includes('time zone') ? 'zone' : message.includes('is not a date') ? 'closed' : 'mon'

/** Reads a posted calendar; what cannot be kept is said beside the field it concerns. */
export async function readCalendar(
  request: Request,
  read: <T>(work: (tx: Read) => Promise<T>) => Promise<T>,
  now: Date,
): Promise<ReadCalendar> {
  const parsed = await parseForm(form, request)
  if (!parsed.ok) return parsed
  const { name, nation, because, cover_calendar_id } = parsed.value
  const refused = (field: string, message: string) => ({
    ...{ ok: false as const, entered: parsed.entered, errors: [{ field, message }] },
  })
  // The seven days of the week, each read above.
  const hours = Object.fromEntries(WEEKDAYS.map(day => [day, parsed.value[day]])) as CalendarContent['hours']
  const clash = runsInto(hours)
  if (clash) return refused(clash.day, clash.problem)
  const special = readSpecialDays(parsed.value)
  if ('problem' in special) return refused(special.field, special.problem)
  const { closed, openings, closures, reasons } = special.days
  const holidays = [...new Set([...(await read(tx => datesOf(tx, nation))), ...closed])].sort()
  const content = { zone: parsed.value.zone, hours, nation, holidays, openings, closures, reasons }
  const message = calendarProblem(content, now.getTime())
  if (message) return refused(fieldOf(message), message)
  const begins = beginning(parsed.value, now)
  if ('message' in begins) return refused('from', begins.message)
  const fields = { name, cover_calendar_id, content }
  return { ok: true, entered: parsed.entered, typed: { ...fields, because, effective_from: begins.at } }
}

/** Midnight of the date typed, in the calendar's zone; at once for today or nothing. */
function beginning(
  { from, zone }: { from: string; zone: string },
  now: Date,
): { at: Date | undefined } | { message: string } {
  const today = dateOn(now, zone)
  if (from === '' || from === today) return { at: undefined }
  if (from < today) return { message: 'Choose today or a later date: time already measured stays as it was measured' }
  return { at: new Date(instantOf(zone, Date.parse(from))) }
}

/** A calendar as its form is filled. */
export function asTyped(calendar: CalendarRow): Entered {
  const { name, zone, nation, hours, cover_calendar_id } = calendar
  const week = Object.fromEntries(WEEKDAYS.map(day => [day, writeSpells(hours[day])]))
  return {
    ...week,
    ...writeSpecialDays(specialDaysOf(calendar)),
    name,
    zone,
    nation,
    cover_calendar_id: cover_calendar_id ?? '',
  }
}

/** The days that are a calendar's own: whatever it gives a reason for. */
export function specialDaysOf({ holidays, openings, closures, reasons }: CalendarContent) {
  const other = new Set([...Object.keys(openings), ...Object.keys(closures)])
  return { closed: holidays.filter(date => date in reasons && !other.has(date)), openings, closures, reasons }
}

/** How the bank holidays known now differ from those a calendar took over; undefined when they do not. */
export function differenceFrom(known: readonly string[], calendar: CalendarContent) {
  const own = new Set(Object.keys(calendar.reasons))
  const kept = new Set(calendar.holidays)
  const added = known.filter(date => !kept.has(date))
  const gone =
    calendar.nation === 'none' ? [] : calendar.holidays.filter(date => !own.has(date) && !known.includes(date))
  return added.length + gone.length > 0 ? { added, gone } : undefined
}
