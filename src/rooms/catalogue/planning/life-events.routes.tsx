import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { listTree } from '../categories/tree.queries.ts'
import { cataloguePaths } from '../paths.ts'
import { LifeEventsPage } from './life-events.pages.tsx'
import { setLifeEvents } from './planned-task.actions.ts'
import { lifeEventsOf } from './planned-task.queries.ts'

const SAID = { saved: 'Starters and leavers are saved.' }
const perhaps = z
  .union([z.literal(''), z.uuid()], 'Choose a category from the list')
  .default('')
  .transform(id => id || null)
const form = z.object({ started: perhaps, left: perhaps })

async function page(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    return {
      organisation,
      tree: await listTree(tx, organisation.id),
      chosen: await lifeEventsOf(tx, organisation.id),
    }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<LifeEventsPage chrome={chrome} {...facts} {...wrong} />), wrong ? 422 : 200)
}

/** Starters and leavers: one event of the directory's begins everything that is to be done (requirement S-59). */
export const lifeEventRoutes = new Hono<Env>()
  .get(cataloguePaths.lifeEvents.pattern, may('catalogue.manage'), c => page(c))
  .post(cataloguePaths.lifeEvents.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return page(c, parsed)
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => setLifeEvents(tx, c.var.actor, { organisation_id, ...parsed.value }, now()))
    return c.redirect(cataloguePaths.lifeEvents({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
