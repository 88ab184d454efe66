import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { casePaths } from '../paths.ts'
import { listReadings } from './reading.queries.ts'
import { ReadingsPage } from './readings.pages.tsx'

const PAGE = 100

/** For auditors: that somebody looked at what was restricted, and when. */
export const readingRoutes = new Hono<Env>().get(casePaths.readings.pattern, may('audit.read'), async c => {
  const person = c.req.query('person')?.trim() || undefined
  const given = new Date(c.req.query('before') ?? '')
  const before = Number.isNaN(given.getTime()) ? undefined : given
  const rows = await c.var.read(tx => listReadings(tx, { person, before, most: PAGE + 1 }))
  const shown = rows.slice(0, PAGE)
  const next = rows.length > PAGE ? shown.at(-1)?.read_at.toISOString() : undefined
  const nextHref = next && casePaths.readings({}, { person, before: next })
  return c.html(html(<ReadingsPage chrome={await c.var.chrome()} rows={shown} {...{ person, nextHref }} now={now()} />))
})
