import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listOrganisations } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { isAddress } from './header.rules.ts'
import { listSuppressed } from './sent.queries.ts'
import { lift, suppress } from './suppress.actions.ts'
import { SuppressedPage } from './suppressed.pages.tsx'

const MOST = 200
const manages = may('mail.manage')

const address = z
  .string('Enter an address')
  .trim()
  .min(1, 'Enter an address')
  .refine(isAddress, 'Enter one e-mail address, such as name@example.org')
const addForm = z.object({
  organisation_id: z.uuid('Choose an organisation'),
  address,
  detail: z.string().trim().min(1, 'Say why').max(300, 'Keep it under 300 characters'),
})
const liftForm = z.object({ organisation_id: z.uuid(), address: z.string() })

async function page(c: Context<Env>, entered: Entered = {}, errors: readonly FormError[] = []) {
  const query = (c.req.query('q') ?? '').trim().slice(0, 200)
  const facts = await c.var.read(async tx => ({
    organisations: await listOrganisations(tx),
    rows: await listSuppressed(tx, { like: query, most: MOST + 1 }),
  }))
  const shown = { ...facts, rows: facts.rows.slice(0, MOST), more: facts.rows.length > MOST }
  const chrome = await c.var.chrome({ live: ['mail'] })
  return c.html(
    html(<SuppressedPage {...shown} {...{ chrome, query, entered, errors }} now={now()} />),
    errors.length > 0 ? 422 : 200,
  )
}

/** Addresses that get no messages: the list, and putting one on it or off it. */
export const suppressedRoutes = new Hono<Env>()
  .get(channelPaths.suppressed.pattern, manages, c => page(c))
  .post(channelPaths.suppressed.pattern, manages, async c => {
    const form = await parseForm(addForm, c.req.raw)
    if (!form.ok) return page(c, form.entered, form.errors)
    if (!c.var.organisations.includes(form.value.organisation_id)) return platformProblems.raise('not-allowed')
    await c.var.write(tx => suppress(tx, c.var.actor, { ...form.value, reason: 'by_hand' }, now()))
    return c.redirect(channelPaths.suppressed(), 303)
  })
  .post(channelPaths.liftSuppressed.pattern, manages, async c => {
    const form = await parseForm(liftForm, c.req.raw)
    if (!form.ok) return platformProblems.raise('bad-request')
    await c.var.write(tx => lift(tx, c.var.actor, form.value, now()))
    return c.redirect(channelPaths.suppressed(), 303)
  })
