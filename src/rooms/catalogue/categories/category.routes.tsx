import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import type { Level } from '#rooms/clock/index.ts'
import { getOrganisation, listTeams } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { addCategory, editCategory, setCategoryActive } from './category.actions.ts'
import { CategoriesPage, CategoryPage } from './category.pages.tsx'
import { getBranch, listTree } from './tree.queries.ts'

const SAID = { saved: 'The category is saved.', added: 'The category is added.' }

const perhaps = z
  .string()
  .default('')
  .transform(text => text || null)
const level = z
  .enum(['', '1', '2', '3'], { error: 'Choose one of the list' })
  .default('')
  .transform(text => (text === '' ? null : (Number(text) as Level))) // 1, 2 or 3, as listed

const form = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'Enter a name')
      .max(80, 'That name is too long: use 80 letters')
      .refine(name => !name.includes('/'), 'A name cannot contain “/”: choose what it is inside instead'),
    kind: z.enum(['incident', 'service_request'], { error: 'Choose when it is used' }),
    ...{ parent_id: perhaps, team_id: perhaps, impact: level, urgency: level },
    restricted: z
      .string()
      .default('')
      .transform(text => text === 'yes'),
  })
  .refine(({ restricted, team_id }) => !restricted || team_id, {
    path: ['team_id'],
    message: 'Choose the team that alone is to know of what is logged here',
  })

async function categoriesPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    return { organisation, tree: await listTree(tx, organisation.id), teams: await listTeams(tx) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(
    html(<CategoriesPage chrome={chrome} {...facts} entered={entered} errors={errors} />),
    errors ? 422 : 200,
  )
}

async function categoryPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const category = await getBranch(tx, c.req.param('id') ?? '')
    const organisation = await getOrganisation(tx, category.organisation_id)
    return { category, organisation, tree: await listTree(tx, organisation.id), teams: await listTeams(tx) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<CategoryPage chrome={chrome} {...facts} entered={entered} errors={errors} />), errors ? 422 : 200)
}

export const categoryRoutes = new Hono<Env>()
  .get(cataloguePaths.categories.pattern, may('catalogue.manage'), c => categoriesPage(c))
  .post(cataloguePaths.categories.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return categoriesPage(c, parsed.entered, parsed.errors)
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => addCategory(tx, c.var.actor, { organisation_id, fields: parsed.value }, now()))
    return c.redirect(cataloguePaths.categories({ organisation: organisation_id }, { done: 'added' }), 303)
  })
  .get(cataloguePaths.category.pattern, may('catalogue.manage'), c => categoryPage(c))
  .post(cataloguePaths.category.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return categoryPage(c, parsed.entered, parsed.errors)
    const id = c.req.param('id')
    await c.var.write(tx => editCategory(tx, c.var.actor, { id, fields: parsed.value }, now()))
    return c.redirect(cataloguePaths.category({ id }, { done: 'saved' }), 303)
  })
  .post(cataloguePaths.categoryActive.pattern, may('catalogue.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    await c.var.write(tx => setCategoryActive(tx, c.var.actor, { id, active: entered.active === 'yes' }, now()))
    return c.redirect(cataloguePaths.category({ id }, { done: 'saved' }), 303)
  })
