import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { calendarProblem, type Spell, type Weekday } from '#rooms/clock/index.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { addCalendar, type CalendarFields, editCalendar } from './calendar.actions.ts'
import { CalendarPage, CalendarsPage } from './calendar.pages.tsx'
import { getCalendarRow, listCalendarsIn } from './calendar.queries.ts'
import { joinHolidays, NATION_NAMES, type Nation, readSpells, WEEKDAYS } from './calendar-form.rules.ts'

const SAID = { saved: 'The calendar is saved.' }

const spells = z
  .string()
  .default('')
  .refine(text => readSpells(text) !== undefined, 'Write the hours like 09:00 to 17:00, with commas between spells')
  .transform((text): readonly Spell[] => readSpells(text) ?? [])

// One field for each day of the week, by the calendar's own names.
const days = Object.fromEntries(WEEKDAYS.map(day => [day, spells])) as Record<Weekday, typeof spells>

const form = z.object({
  name: z.string().trim().min(1, 'Enter a name').max(100, 'That name is too long: use 100 letters'),
  zone: z.string().trim(),
  ...days,
  nation: z.enum(Object.keys(NATION_NAMES) as Nation[], { error: 'Choose whose bank holidays are kept' }),
  own: z
    .string()
    .default('')
    .transform(text => text.split(/[\s,]+/).filter(date => date !== '')),
})

/** Reads the form; what the clock would not understand is said beside the field it concerns. */
async function readForm(c: Context<Env>, at: Date) {
  const parsed = await parseForm(form, c.req.raw)
  if (!parsed.ok) return parsed
  const { name, zone, nation, own } = parsed.value
  // The seven days of the week, each read above.
  const hours = Object.fromEntries(WEEKDAYS.map(day => [day, parsed.value[day]])) as Record<Weekday, readonly Spell[]>
  const fields: CalendarFields = { name, zone, hours, holidays: joinHolidays(nation, own) }
  const message = calendarProblem(fields, at.getTime())
  if (!message) return { ok: true as const, fields }
  const field = message.includes('time zone') ? 'zone' : message.includes('is not a date') ? 'own' : 'mon'
  return { ok: false as const, entered: parsed.entered, errors: [{ field, message }] }
}

async function calendarsPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const id = c.req.param('organisation') ?? ''
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, id),
    calendars: await listCalendarsIn(tx, id),
  }))
  const chrome = await c.var.chrome()
  return c.html(
    html(<CalendarsPage chrome={chrome} {...facts} entered={entered} errors={errors} />),
    errors ? 422 : 200,
  )
}

async function calendarPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const calendar = await getCalendarRow(tx, c.req.param('id') ?? '')
    return { calendar, organisation: await getOrganisation(tx, calendar.organisation_id) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<CalendarPage chrome={chrome} {...facts} entered={entered} errors={errors} />), errors ? 422 : 200)
}

export const calendarRoutes = new Hono<Env>()
  .get(peoplePaths.calendars.pattern, may('people.manage'), c => calendarsPage(c))
  .post(peoplePaths.calendars.pattern, may('people.manage'), async c => {
    const read = await readForm(c, now())
    if (!read.ok) return calendarsPage(c, read.entered, read.errors)
    const command = { organisation_id: c.req.param('organisation'), fields: read.fields }
    const { id } = await c.var.write(tx => addCalendar(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.calendar({ id }, { done: 'saved' }), 303)
  })
  .get(peoplePaths.calendar.pattern, may('people.manage'), c => calendarPage(c))
  .post(peoplePaths.calendar.pattern, may('people.manage'), async c => {
    const read = await readForm(c, now())
    if (!read.ok) return calendarPage(c, read.entered, read.errors)
    const id = c.req.param('id')
    await c.var.write(tx => editCalendar(tx, c.var.actor, { id, fields: read.fields }, now()))
    return c.redirect(peoplePaths.calendar({ id }, { done: 'saved' }), 303)
  })
