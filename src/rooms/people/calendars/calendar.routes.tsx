import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { Entered, FormError } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { datesOf } from '../bank-holidays/bank-holiday.queries.ts'
import { propose } from '../changes/proposal.actions.ts'
import { listWaiting } from '../changes/proposal.queries.ts'
import type { PeopleHooks } from '../hooks.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { addCalendar, contentChanges, editCalendar } from './calendar.actions.ts'
import { CalendarPage, CalendarsPage } from './calendar.pages.tsx'
import { getCalendarRow, lastNumber, listCalendarsIn, listVersions } from './calendar.queries.ts'
import { asTyped, type CalendarTyped, differenceFrom, readCalendar } from './calendar-form.ts'

const SAID = {
  saved: 'The calendar is saved.',
  added: 'The calendar is added.',
  changed: 'The calendar is changed. Running clocks are worked out again in the background.',
  dropped: 'The change is dropped. The calendar stays as it is.',
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

async function calendarPage(hooks: PeopleHooks, c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const calendar = await getCalendarRow(tx, c.req.param('id') ?? '')
    const organisation = await getOrganisation(tx, calendar.organisation_id)
    const others = (await listCalendarsIn(tx, organisation.id)).filter(({ id }) => id !== calendar.id)
    return {
      ...{ calendar, organisation, others, versions: await listVersions(tx, calendar.id) },
      waiting: await listWaiting(tx, calendar.id),
      progress: await hooks.progressOf(tx, calendar.id),
      news: differenceFrom(await datesOf(tx, calendar.nation), calendar),
    }
  })
  const chrome = withNotice(await c.var.chrome({ live: [facts.calendar.id] }), SAID, c.req.query('done'))
  const shown = {
    chrome,
    ...facts,
    countAgain: hooks.countAgainHref(facts.calendar.id),
    now: now(),
    entered: entered ?? asTyped(facts.calendar),
    errors,
  }
  return c.html(html(<CalendarPage {...shown} />), errors ? 422 : 200)
}

/** Keeps a change with what it would move, and shows that; a calendar never changes unseen. */
async function proposeChange(hooks: PeopleHooks, c: Context<Env>, id: string, typed: CalendarTyped) {
  const { content, because, effective_from } = typed
  const at = now()
  return c.var.write(async tx => {
    await editCalendar(tx, c.var.actor, { id, name: typed.name, cover_calendar_id: typed.cover_calendar_id }, at)
    const calendar = await getCalendarRow(tx, id)
    if (Object.keys(contentChanges(calendar, content)).length === 0) return undefined
    const change = { calendar_id: id, content, effective_from: effective_from ?? at }
    return propose(
      tx,
      c.var.actor,
      {
        ...{ organisation_id: calendar.organisation_id, kind: 'calendar', subject_id: id },
        ...{ base: await lastNumber(tx, id), foresight: await hooks.foreseeCalendar(tx, change, at) },
        content: { content, because, effective_from: effective_from?.toISOString() ?? null },
      },
      at,
    )
  })
}

export const calendarRoutes = (hooks: PeopleHooks) =>
  new Hono<Env>()
    .get(peoplePaths.calendars.pattern, may('people.manage'), c => calendarsPage(c))
    .post(peoplePaths.calendars.pattern, may('people.manage'), async c => {
      const read = await readCalendar(c.req.raw, c.var.read, now())
      if (!read.ok) return calendarsPage(c, read.entered, read.errors)
      const command = { organisation_id: c.req.param('organisation'), fields: read.typed }
      const { id } = await c.var.write(tx => addCalendar(tx, c.var.actor, command, now()))
      return c.redirect(peoplePaths.calendar({ id }, { done: 'added' }), 303)
    })
    .get(peoplePaths.calendar.pattern, may('people.manage'), c => calendarPage(hooks, c))
    .post(peoplePaths.calendar.pattern, may('people.manage'), async c => {
      const id = c.req.param('id')
      const read = await readCalendar(c.req.raw, c.var.read, now())
      if (!read.ok) return calendarPage(hooks, c, read.entered, read.errors)
      const before = await c.var.read(tx => getCalendarRow(tx, id))
      const differs = Object.keys(contentChanges(before, read.typed.content)).length > 0
      if (differs && read.typed.because === '')
        return calendarPage(hooks, c, read.entered, [{ field: 'because', message: 'Say why the calendar changes' }])
      const proposal = await proposeChange(hooks, c, id, read.typed)
      if (!proposal) return c.redirect(peoplePaths.calendar({ id }, { done: 'saved' }), 303)
      return c.redirect(peoplePaths.calendarChange({ id, proposal: proposal.id }), 303)
    })
