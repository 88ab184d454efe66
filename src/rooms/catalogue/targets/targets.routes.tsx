import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, listCalendarsIn } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { getAgreement, type Promised } from '../promise.queries.ts'
import { readLength, writeLength } from './length.rules.ts'
import { METRICS, PRIORITIES, setTargets, type TargetSetting } from './targets.actions.ts'
import { TargetsPage } from './targets.pages.tsx'

const SAID = { saved: 'The targets are saved.' }

const length = z
  .string()
  .trim()
  .default('')
  .refine(
    text => text === '' || readLength(text) !== undefined,
    'Write hours and minutes, such as 4 hours or 30 minutes: how long a day is differs',
  )

const fields = PRIORITIES.flatMap(priority => [
  ...METRICS.map(metric => [`${priority}_${metric}`, length] as const),
  [`${priority}_calendar`, z.string().default('')] as const,
])
const form = z.object(Object.fromEntries(fields))

const settingsFrom = (value: z.infer<typeof form>): TargetSetting[] =>
  PRIORITIES.flatMap(priority =>
    METRICS.map(metric => ({
      ...{ metric, priority, seconds: readLength(value[`${priority}_${metric}`] ?? '') },
      calendar_id: value[`${priority}_calendar`] ?? '',
    })),
  )

const asTyped = (targets: readonly Promised[]): Entered =>
  Object.fromEntries(
    targets.flatMap(({ metric, priority, seconds, calendar_id }) => [
      [`${priority}_${metric}`, writeLength(seconds)],
      [`${priority}_calendar`, calendar_id],
    ]),
  )

async function page(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { targets, ...facts } = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const calendars = await listCalendarsIn(tx, organisation.id)
    return { organisation, calendars, targets: (await getAgreement(tx, organisation.id)).targets }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = <TargetsPage chrome={chrome} {...facts} entered={entered ?? asTyped(targets)} errors={errors} />
  return c.html(html(shown), errors ? 422 : 200)
}

export const targetRoutes = new Hono<Env>()
  .get(cataloguePaths.targets.pattern, may('catalogue.manage'), c => page(c))
  .post(cataloguePaths.targets.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return page(c, parsed.entered, parsed.errors)
    const organisation_id = c.req.param('organisation')
    const command = { organisation_id, targets: settingsFrom(parsed.value) }
    await c.var.write(tx => setTargets(tx, c.var.actor, command, now()))
    return c.redirect(cataloguePaths.targets({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
