import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import {
  getOrganisation,
  listCalendarsIn,
  listWaiting,
  lockOrganisation,
  NO_IMPACT,
  propose,
} from '#rooms/people/index.ts'
import type { CatalogueHooks, TargetsChange } from '../hooks.ts'
import { cataloguePaths } from '../paths.ts'
import { getAgreement, type Promised } from '../promise.queries.ts'
import { readLength, writeLength } from './length.rules.ts'
import { METRICS, PRIORITIES, type TargetSetting, targetChanges, termsOf } from './targets.actions.ts'
import { TargetsPage } from './targets.pages.tsx'

const SAID = {
  saved: 'The targets are as they were.',
  applied: 'The targets are saved.',
  dropped: 'The change is dropped. The targets stay as they are.',
}

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
const form = z.object(Object.fromEntries([...fields, ['open_cases', z.string().default('no')] as const]))

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

async function page(hooks: CatalogueHooks, c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { targets, ...facts } = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const calendars = await listCalendarsIn(tx, organisation.id)
    const progress = await hooks.progressOf(tx, organisation.id)
    const waiting = await listWaiting(tx, organisation.id)
    return { organisation, calendars, progress, waiting, targets: (await getAgreement(tx, organisation.id)).targets }
  })
  const chrome = withNotice(
    await c.var.chrome({ live: [c.req.param('organisation') ?? ''] }),
    SAID,
    c.req.query('done'),
  )
  const shown = <TargetsPage chrome={chrome} {...facts} entered={entered ?? asTyped(targets)} errors={errors} />
  return c.html(html(shown), errors ? 422 : 200)
}

/** Keeps a change of targets with what it would move; nothing when it is none. */
async function proposeTargets(hooks: CatalogueHooks, c: Context<Env>, command: TargetsChange, open_cases: boolean) {
  const { organisation_id, targets } = command
  return c.var.write(async tx => {
    await lockOrganisation(tx, organisation_id)
    const { changes } = await targetChanges(tx, organisation_id, targets)
    if (Object.keys(changes).length === 0) return undefined
    const foresight = open_cases ? await hooks.foreseeTargets(tx, command, now()) : { impact: NO_IMPACT }
    const base = await termsOf(tx, organisation_id)
    const kept = { organisation_id, kind: 'targets', subject_id: organisation_id, base, foresight } as const
    return propose(tx, c.var.actor, { ...kept, content: { targets, changes, open_cases } }, now())
  })
}

export const targetRoutes = (hooks: CatalogueHooks) =>
  new Hono<Env>()
    .get(cataloguePaths.targets.pattern, may('catalogue.manage'), c => page(hooks, c))
    .post(cataloguePaths.targets.pattern, may('catalogue.manage'), async c => {
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return page(hooks, c, parsed.entered, parsed.errors)
      const organisation = c.req.param('organisation')
      const command = { organisation_id: organisation, targets: settingsFrom(parsed.value) }
      const proposal = await proposeTargets(hooks, c, command, parsed.value.open_cases === 'yes')
      if (!proposal) return c.redirect(cataloguePaths.targets({ organisation }, { done: 'saved' }), 303)
      return c.redirect(cataloguePaths.targetsChange({ organisation, proposal: proposal.id }), 303)
    })
