import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, getPerson } from '#rooms/people/index.ts'
import { listAbout } from '../about/person-archive.ts'
import { informationPaths } from '../paths.ts'
import { confirmErasure, proposeErasure, withdrawErasure } from './erasure.actions.ts'
import { type Affected, ErasurePage, ProposePage } from './erasure.pages.tsx'
import { getErasure } from './erasure.queries.ts'

const because = z.string('Say why').trim().min(1, 'Say why').max(2000, 'Say it in 2,000 characters or fewer')
const affectedBy = async (tx: Read, held: Held, person_id: string): Promise<Affected[]> =>
  (await listAbout(tx, held, { person_id, redacts: false })).map(({ asked, rows }) => ({
    what: asked.holding.what,
    rows,
  }))

/** What was changed, from what the job counted. */
const changedBy = (held: Held, changed: unknown): Affected[] =>
  Object.entries(z.record(z.string(), z.number()).parse(changed)).map(([table, rows]) => ({
    what: held.get(table)?.what ?? table,
    rows,
  }))

async function propose(c: Context<Env>, held: Held, id: string, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => ({
    person: await getPerson(tx, id),
    affected: await affectedBy(tx, held, id),
  }))
  return c.html(html(<ProposePage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong }} />), wrong ? 422 : 200)
}

async function show(c: Context<Env>, held: Held, id: string, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const erasure = await getErasure(tx, id)
    const { person_id, organisation_id, state } = erasure
    const [person, organisation] = [await getPerson(tx, person_id), await getOrganisation(tx, organisation_id)]
    const affected = state === 'proposed' ? await affectedBy(tx, held, person_id) : changedBy(held, erasure.changed)
    return { erasure, person, organisation, affected }
  })
  const chrome = await c.var.chrome({ live: [facts.person.id] })
  return c.html(html(<ErasurePage chrome={chrome} facts={{ ...facts, ...wrong, now: now() }} />), wrong ? 422 : 200)
}

/** Erasing somebody in two steps: looked over with a reason, then confirmed by name. */
export const erasureRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.erase.pattern, may('information.manage'), c => propose(c, held, c.req.param('id')))
    .post(informationPaths.erase.pattern, may('information.manage'), async c => {
      const person_id = c.req.param('id')
      const parsed = await parseForm(z.object({ because }), c.req.raw)
      if (!parsed.ok) return propose(c, held, person_id, parsed)
      const id = await c.var.write(tx => proposeErasure(tx, c.var.actor, { person_id, ...parsed.value }, now()))
      return c.redirect(informationPaths.erasure({ id }), 303)
    })
    .get(informationPaths.erasure.pattern, may('information.manage'), c => show(c, held, c.req.param('id')))
    .post(informationPaths.erasure.pattern, may('information.manage'), async c => {
      const id = c.req.param('id')
      const { person } = await c.var.read(async tx => {
        const { person_id } = await getErasure(tx, id)
        return { person: await getPerson(tx, person_id) }
      })
      const same = z.object({
        name: z
          .string('Type their name')
          .refine(
            name => name.trim().toLowerCase() === person.name.toLowerCase(),
            `Type their name as it is: ${person.name}`,
          ),
      })
      const parsed = await parseForm(same, c.req.raw)
      if (!parsed.ok) return show(c, held, id, parsed)
      await c.var.write(tx => confirmErasure(tx, c.var.actor, { id, name: parsed.value.name }, now()))
      return c.redirect(informationPaths.erasure({ id }), 303)
    })
    .post(informationPaths.withdrawErasure.pattern, may('information.manage'), async c => {
      const person_id = await c.var.write(tx => withdrawErasure(tx, c.var.actor, { id: c.req.param('id') }, now()))
      return c.redirect(informationPaths.about({ id: person_id }), 303)
    })
