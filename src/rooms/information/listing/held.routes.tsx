import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Held } from '#platform/holdings/holding.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { setHold } from '../erasing/holds.actions.ts'
import { listHoldsOf } from '../erasing/holds.queries.ts'
import { listRules } from '../keeping/rules.queries.ts'
import { informationPaths } from '../paths.ts'
import { HeldPage } from './held.pages.tsx'

const because = z.string('Say why').trim().min(1, 'Say why').max(2000, 'Say it in 2,000 characters or fewer')
async function show(c: Context<Env>, held: Held, id: string, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, id)
    return { organisation, rules: await listRules(tx, id), holds: await listHoldsOf(tx, id) }
  })
  const managesPeople = holdsIn(c.var.actor, 'people.manage', facts.organisation.id)
  const page = <HeldPage chrome={await c.var.chrome()} facts={{ ...facts, held, managesPeople, wrong, now: now() }} />
  return c.html(html(page), wrong ? 422 : 200)
}

/** What is held of an organisation, by kind of record: the page everything else of this room is found from. */
export const heldRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.index.pattern, may('information.manage'), c => show(c, held, c.req.param('organisation')))
    .post(informationPaths.holdOrganisation.pattern, may('information.manage'), async c => {
      const id = c.req.param('organisation')
      const parsed = await parseForm(z.object({ because }), c.req.raw)
      if (!parsed.ok) return show(c, held, id, parsed)
      await c.var.write(async tx => {
        const { id: organisation_id } = await getOrganisation(tx, id)
        const command = {
          organisation_id,
          kind: 'organisation',
          subject_id: id,
          because: parsed.value.because,
        } as const
        await setHold(tx, c.var.actor, command, now())
      })
      return c.redirect(informationPaths.index({ organisation: id }), 303)
    })
