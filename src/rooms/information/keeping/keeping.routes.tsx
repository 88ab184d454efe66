import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Held, RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import { setRules } from './keeping.actions.ts'
import { KeepingPage } from './keeping.pages.tsx'
import { foreseeDue, listOwners, listRules } from './rules.queries.ts'
import { CHOSEN, proposalFor } from './rules.rules.ts'

const KINDS = Object.keys(RECORD_KINDS) as RecordKind[]

const days = z
  .string()
  .trim()
  .refine(text => text === '' || /^\d+$/.test(text), 'Enter a whole number of days, or nothing for good')
  .refine(
    text => text === '' || (Number(text) >= 1 && Number(text) <= 36500),
    'Between 1 day and 100 years of 365 days',
  )
  .transform(text => (text === '' ? null : Number(text)))
const owner = z
  .union([z.literal(''), z.uuid('Choose somebody from the list')], 'Choose somebody from the list')
  .optional()
  .transform(id => id || null)

const form = z.object({
  ...Object.fromEntries(CHOSEN.map(kind => [`days_${kind}`, days])),
  ...Object.fromEntries(KINDS.map(kind => [`owner_${kind}`, owner])),
})

async function show(c: Context<Env>, held: Held, id: string, wrong?: MistakenForm) {
  const at = now()
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, id)
    const said = await listRules(tx, organisation.id)
    const rules = KINDS.map(kind => proposalFor(said, kind))
    const owners = await listOwners(tx, organisation.id)
    const due = await foreseeDue(tx, held, { organisation_id: organisation.id, rules, now: at })
    return { organisation, rules, said: said.length > 0, due, owners }
  })
  return c.html(html(<KeepingPage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong }} />), wrong ? 422 : 200)
}

/** How long each kind of record is kept, who answers for it, and what the next night would take. */
export const keepingRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.keeping.pattern, may('information.manage'), c => show(c, held, c.req.param('organisation')))
    .post(informationPaths.keeping.pattern, may('information.manage'), async c => {
      const organisation_id = c.req.param('organisation')
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return show(c, held, organisation_id, parsed)
      const value: Record<string, string | number | null> = parsed.value
      const rules = KINDS.map(kind => ({
        kind,
        days: CHOSEN.some(one => one === kind) ? Number(value[`days_${kind}`] ?? 0) || null : null,
        owner_id: value[`owner_${kind}`] ? String(value[`owner_${kind}`]) : null,
      }))
      await c.var.write(tx => setRules(tx, c.var.actor, { organisation_id, rules }, now()))
      return c.redirect(informationPaths.keeping({ organisation: organisation_id }), 303)
    })
