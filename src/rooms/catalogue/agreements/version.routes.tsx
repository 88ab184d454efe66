import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, listCalendarsIn, listTeams } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { catalogueProblems } from '../problems.ts'
import { getAgreement } from '../promise.queries.ts'
import { type Agreed, ALL_METRICS } from './agreed.rules.ts'
import { readPromise, writePromise } from './promise.rules.ts'
import { makeAgreement, type Promised, retireAgreement, saveVersion } from './save-version.actions.ts'
import { NewAgreementPage, NewVersionPage } from './version.pages.tsx'

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const
const CELLS = ALL_METRICS.flatMap(metric =>
  PRIORITIES.map(priority => ({ metric, priority, name: `${metric}_${priority}` })),
)

const text = (most: number, missing: string) =>
  z.string().trim().min(1, missing).max(most, `Keep it under ${most} letters`)
const newForm = z.object({
  kind: z.enum(['ola', 'supplier'], 'Choose who owes it'),
  name: text(120, 'Give it a name'),
  team_id: z.string().default(''),
  supplier: z.string().trim().max(120, 'Keep it under 120 letters').default(''),
})

const promise = z
  .string()
  .trim()
  .default('')
  .refine(
    typed => typed === '' || readPromise(typed) !== undefined,
    'Write it like 4 hours, 2 hours day and night, or 3 working days',
  )
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, 'Choose one')
const versionForm = z.object({
  ...Object.fromEntries(CELLS.map(({ name }) => [name, promise])),
  calendar_id: z.string(),
  warn_percent: z.coerce.number('Enter a number from 1 to 99').int().min(1, 'At least 1').max(99, 'At most 99'),
  on_change: choice(['carry', 'retroactive', 'restart', 'keep']),
  on_reopen: choice(['continue', 'restart']),
  on_unmerge: choice(['exclude', 'include']),
  on_split: choice(['from_message', 'inherit']),
  from: z.string().default(''),
  because: text(500, 'Say why it changes'),
})

interface Wrong {
  readonly status: 409 | 422
  readonly entered: Entered
  readonly errors: readonly FormError[]
}

async function showNew(c: Context<Env>, wrong?: Wrong) {
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, c.req.param('organisation') ?? ''),
    teams: await listTeams(tx),
  }))
  const form = { entered: wrong?.entered ?? {}, errors: wrong?.errors ?? [] }
  return c.html(html(<NewAgreementPage chrome={await c.var.chrome()} {...facts} {...form} />), wrong?.status ?? 200)
}

/** What the last version says, to be changed. */
function asTyped(agreement: Agreed): Entered {
  const last = agreement.versions.findLast(({ targets }) => targets.length > 0)
  const { on_change = 'carry', on_reopen = 'continue', on_unmerge = 'exclude', on_split = 'from_message' } = last ?? {}
  const cells = (last?.targets ?? []).flatMap(({ metric, priority, duration }) =>
    (priority ? [priority] : PRIORITIES).map(one => [`${metric}_${one}`, writePromise(duration)] as const),
  )
  const calendar_id = last?.targets.find(({ calendar }) => calendar !== '')?.calendar ?? ''
  return {
    ...{ on_change, on_reopen, on_unmerge, on_split, calendar_id, warn_percent: '75' },
    ...Object.fromEntries(cells),
  }
}

async function showVersion(c: Context<Env>, wrong?: Wrong & { preview?: boolean }) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const { agreed } = await getAgreement(tx, organisation.id)
    const agreement = agreed.agreements.find(({ id }) => id === c.req.param('agreement'))
    return { organisation, calendars: await listCalendarsIn(tx, organisation.id), agreement }
  })
  const agreement = facts.agreement ?? catalogueProblems.raise('agreement-not-found')
  const form = {
    entered: wrong?.entered ?? asTyped(agreement),
    errors: wrong?.errors ?? [],
    preview: wrong?.preview === true,
  }
  const page = <NewVersionPage chrome={await c.var.chrome()} {...facts} agreement={agreement} {...form} />
  return c.html(html(page), wrong?.status ?? 200)
}

const refused = (error: unknown, field: string, entered: Entered): Wrong => {
  if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error
  return { status: error.status === 409 ? 409 : 422, entered, errors: [{ field, message: error.message }] }
}

async function postVersion(c: Context<Env>) {
  const parsed = await parseForm(versionForm, c.req.raw)
  const { entered } = parsed
  if (!parsed.ok) return showVersion(c, { status: 422, entered, errors: parsed.errors })
  const { zone, id: organisation_id } = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation') ?? ''))
  const { from, ...value } = parsed.value
  const at = now()
  const begins = from === '' ? at : parseLocal(from, '00:00', zone)
  if (!begins)
    return showVersion(c, { status: 422, entered, errors: [{ field: 'from', message: 'Enter a day that exists' }] })
  // Shown once more before it counts: the same form, to be confirmed.
  if (entered.confirmed !== 'yes') return showVersion(c, { status: 422, entered, errors: [], preview: true })
  const cells: Record<string, unknown> = value
  const promises = CELLS.flatMap(({ metric, priority, name }): Promised[] => {
    const duration = readPromise(String(cells[name] ?? ''))
    return duration ? [{ metric, priority, duration }] : []
  })
  const { on_change, on_reopen, on_unmerge, on_split, calendar_id, warn_percent, because } = value
  const terms = { on_change, on_reopen, on_unmerge, on_split, calendar_id, warn_percent, because, promises }
  const command = { ...terms, organisation_id, agreement_id: c.req.param('agreement') ?? '', from: begins }
  if (!isId(command.agreement_id)) catalogueProblems.raise('agreement-not-found')
  try {
    await c.var.write(tx => saveVersion(tx, c.var.actor, command, at))
  } catch (error) {
    return showVersion(c, refused(error, 'from', entered))
  }
  return c.redirect(cataloguePaths.agreements({ organisation: organisation_id }), 303)
}

export const agreementVersionRoutes = new Hono<Env>()
  .get(cataloguePaths.newAgreement.pattern, may('catalogue.manage'), c => showNew(c))
  .post(cataloguePaths.newAgreement.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(newForm, c.req.raw)
    const { entered } = parsed
    if (!parsed.ok) return showNew(c, { status: 422, entered, errors: parsed.errors })
    const { kind, name, team_id, supplier } = parsed.value
    if (kind === 'ola' && !isId(team_id))
      return showNew(c, {
        status: 422,
        entered,
        errors: [{ field: 'team_id', message: 'Choose the team that owes it' }],
      })
    if (kind === 'supplier' && supplier === '')
      return showNew(c, { status: 422, entered, errors: [{ field: 'supplier', message: 'Name the supplier' }] })
    const { id: organisation } = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation')))
    const whose = kind === 'ola' ? { team_id, supplier: null } : { team_id: null, supplier }
    const command = { organisation_id: organisation, kind, name, ...whose }
    try {
      const agreement = await c.var.write(tx => makeAgreement(tx, c.var.actor, command, now()))
      return c.redirect(cataloguePaths.agreementVersion({ organisation, agreement }), 303)
    } catch (error) {
      return showNew(c, refused(error, 'name', entered))
    }
  })
  .get(cataloguePaths.agreementVersion.pattern, may('catalogue.manage'), c => showVersion(c))
  .post(cataloguePaths.agreementVersion.pattern, may('catalogue.manage'), postVersion)
  .post(cataloguePaths.retireAgreement.pattern, may('catalogue.manage'), async c => {
    const { id: organisation_id } = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation')))
    const agreement_id = c.req.param('agreement')
    if (!isId(agreement_id)) catalogueProblems.raise('agreement-not-found')
    await c.var.write(tx => retireAgreement(tx, c.var.actor, { organisation_id, agreement_id }, now()))
    return c.redirect(cataloguePaths.agreements({ organisation: organisation_id }), 303)
  })
