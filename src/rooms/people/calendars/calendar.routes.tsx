import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { Entered, FormError } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { addCalendar, changeCalendar, contentChanges, editCalendar } from './calendar.actions.ts'
import { CalendarPage, CalendarsPage } from './calendar.pages.tsx'
import { getCalendarRow, listCalendarsIn, listVersions } from './calendar.queries.ts'
import { asTyped, readCalendar } from './calendar-form.ts'

const SAID = { saved: 'The calendar is saved.', added: 'The calendar is added.' }

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
    const organisation = await getOrganisation(tx, calendar.organisation_id)
    const others = (await listCalendarsIn(tx, organisation.id)).filter(({ id }) => id !== calendar.id)
    return { calendar, organisation, others, versions: await listVersions(tx, calendar.id) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = { chrome, ...facts, now: now(), entered: entered ?? asTyped(facts.calendar), errors }
  return c.html(html(<CalendarPage {...shown} />), errors ? 422 : 200)
}

export const calendarRoutes = new Hono<Env>()
  .get(peoplePaths.calendars.pattern, may('people.manage'), c => calendarsPage(c))
  .post(peoplePaths.calendars.pattern, may('people.manage'), async c => {
    const read = await readCalendar(c.req.raw, c.var.read, now())
    if (!read.ok) return calendarsPage(c, read.entered, read.errors)
    const command = { organisation_id: c.req.param('organisation'), fields: read.typed }
    const { id } = await c.var.write(tx => addCalendar(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.calendar({ id }, { done: 'added' }), 303)
  })
  .get(peoplePaths.calendar.pattern, may('people.manage'), c => calendarPage(c))
  .post(peoplePaths.calendar.pattern, may('people.manage'), async c => {
    const id = c.req.param('id')
    const read = await readCalendar(c.req.raw, c.var.read, now())
    if (!read.ok) return calendarPage(c, read.entered, read.errors)
    const { name, cover_calendar_id, content, because, effective_from } = read.typed
    const differs = await c.var.read(
      async tx => Object.keys(contentChanges(await getCalendarRow(tx, id), content)).length > 0,
    )
    if (differs && because === '')
      return calendarPage(c, read.entered, [{ field: 'because', message: 'Say why the calendar changes' }])
    await c.var.write(async tx => {
      await editCalendar(tx, c.var.actor, { id, name, cover_calendar_id }, now())
      if (differs) await changeCalendar(tx, c.var.actor, { id, content, because, effective_from }, now())
    })
    return c.redirect(peoplePaths.calendar({ id }, { done: 'saved' }), 303)
  })
