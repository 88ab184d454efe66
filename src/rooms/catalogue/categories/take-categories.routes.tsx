import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { takeCategories } from './take-categories.actions.ts'
import { TakeCategoriesPage } from './take-categories.pages.tsx'
import { listGivers } from './take-categories.queries.ts'
import { listTree } from './tree.queries.ts'

const SAID = { saved: 'The categories are saved.' }
const form = z.object({ from: z.uuid(), paths: z.string().default('') })

async function page(c: Context<Env>) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const givers = await listGivers(tx, organisation.id)
    const giver = givers.find(({ id }) => id === c.req.query('from')) ?? givers[0]
    const theirs = giver ? await listTree(tx, giver.id) : []
    return { organisation, givers, giver, theirs, own: await listTree(tx, organisation.id) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<TakeCategoriesPage chrome={chrome} {...facts} />))
}

export const takeCategoriesRoutes = new Hono<Env>()
  .get(cataloguePaths.taken.pattern, may('catalogue.manage'), page)
  .post(cataloguePaths.taken.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return platformProblems.raise('bad-request')
    const organisation_id = c.req.param('organisation')
    const { from, paths } = parsed.value
    await c.var.write(tx => takeCategories(tx, c.var.actor, { organisation_id, from, paths: listOf(paths) }, now()))
    return c.redirect(cataloguePaths.taken({ organisation: organisation_id }, { from, done: 'saved' }), 303)
  })
