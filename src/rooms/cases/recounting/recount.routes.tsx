import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { instantOf } from '#rooms/clock/index.ts'
import { caseProblems } from '../problems.ts'
import { recountPaths } from './paths.ts'
import { askRecount } from './recount.actions.ts'
import { countAgain } from './recount.jobs.ts'
import { type CalendarNamed, RecountPage, RecountsPage } from './recount.pages.tsx'
import { compareFigures, getRecount, listDiffering, listRecounts } from './recount.queries.ts'

const DAY = 86_400_000

async function calendarOf(tx: Read, id: string): Promise<CalendarNamed & { versions: number[] }> {
  const { rows } = await sql<CalendarNamed & { versions: number[] }>`
    select c.id, c.name, c.zone,
      (select json_agg(v.number) from people.published_calendar_versions v where v.calendar_id = c.id) as versions
    from people.published_calendars c where c.id = ${id}`.execute(tx)
  return rows[0] ?? caseProblems.raise('recount-not-found')
}

const date = z
  .string()
  .trim()
  .refine(text => parseLocal(text, '12:00', 'UTC') !== undefined, 'Write the date like 2026-11-30')

const form = (versions: readonly number[]) =>
  z
    .object({
      version: z.coerce
        .number('Write the number of a version')
        .refine(number => versions.includes(number), 'The calendar has no version of that number'),
      from: date,
      until: date,
      because: z.string().trim().min(1, 'Say why').max(300, 'Say why in at most 300 letters'),
    })
    .superRefine(({ from, until }, context) => {
      if (until < from)
        context.addIssue({ code: 'custom', path: ['until'], message: 'The end is before the beginning' })
    })

async function listPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const id = c.req.param('id') ?? ''
  const facts = await c.var.read(async tx => ({
    calendar: await calendarOf(tx, id),
    recounts: await listRecounts(tx, id),
  }))
  const shown = { chrome: await c.var.chrome(), ...facts, entered, errors }
  return c.html(html(<RecountsPage {...shown} />), errors ? 422 : 200)
}

export const recountRoutes = new Hono<Env>()
  .get(recountPaths.list.pattern, may('people.manage'), c => listPage(c))
  .post(recountPaths.list.pattern, may('people.manage'), async c => {
    const id = c.req.param('id')
    const { zone, versions } = await c.var.read(tx => calendarOf(tx, id))
    const parsed = await parseForm(form(versions), c.req.raw)
    if (!parsed.ok) return listPage(c, parsed.entered, parsed.errors)
    const { version, because, from, until } = parsed.value
    const times = {
      from_time: new Date(instantOf(zone, Date.parse(from))),
      until_time: new Date(instantOf(zone, Date.parse(until) + DAY)),
    }
    const recount = await c.var.write(async tx => {
      const asked = await askRecount(tx, c.var.actor, { calendar_id: id, version, because, ...times }, now())
      const key = `recount:${asked.id}`
      await enqueue(tx, countAgain, asked.organisation_id, { recount_id: asked.id }, { key })
      return asked
    })
    return c.redirect(recountPaths.show({ id, recount: recount.id }), 303)
  })
  .get(recountPaths.show.pattern, may('people.manage'), async c => {
    const { id, recount: recount_id } = c.req.param()
    const facts = await c.var.read(async tx => ({
      calendar: await calendarOf(tx, id),
      recount: await getRecount(tx, id, recount_id),
      figures: await compareFigures(tx, recount_id),
      differing: await listDiffering(tx, recount_id),
    }))
    const chrome = await c.var.chrome({ live: [facts.recount.id] })
    return c.html(html(<RecountPage chrome={chrome} {...facts} />))
  })
