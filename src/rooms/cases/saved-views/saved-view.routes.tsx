import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { html } from '#platform/ui/layout/render.ts'
import { caseProblems } from '../problems.ts'
import type { Desk, SavedView } from '../queue/desk.queries.ts'
import { forgetDesk, recallDesk } from '../queue/recall-desk.ts'
import { readView, type View, viewHref } from '../queue/view.rules.ts'
import { filterWords, placeName } from '../queue/view-words.rules.ts'
import { savedViewPaths } from './paths.ts'
import { changeView, deleteView, saveView } from './saved-view.actions.ts'
import { DeleteViewPage, SavedViewPage } from './saved-view.pages.tsx'
import { getOwnView } from './saved-view.queries.ts'

const form = z.object({
  name: z.string().trim().min(1, 'Give the view a name').max(60, 'Shorten the name to 60 characters'),
  team: z.string().optional(),
  query: z.string().max(4000, 'That view is too long to keep').optional(),
})

/** A view from the part of its address after `/queue/`, read as any address is: what is kept is what we would write. */
function viewFrom(query: string | undefined): View {
  const url = new URL(`http://here/queue/${query ?? 'mine'}`)
  const fields = Object.fromEntries([...url.searchParams.keys()].map(name => [name, url.searchParams.getAll(name)]))
  return { ...readView(placeIn(url), fields), saved: undefined }
}

/** An address may hold escapes that stand for no text: then it names no place. */
function placeIn(url: URL): string {
  try {
    return decodeURIComponent(url.pathname.split('/')[2] || 'mine')
  } catch {
    return 'mine'
  }
}

const queryOf = (view: View) => viewHref(view).slice('/queue/'.length)

function sentenceOf(view: View, desk: Desk): string {
  const names = {
    organisation: (id: string) => desk.organisations.find(each => each.id === id)?.name,
    person: (id: string) => desk.colleagues.find(each => each.person_id === id)?.name,
    category: (id: string) => desk.categories.find(each => each.id === id)?.path,
  }
  const place = placeName(view.place, desk.teams.find(({ slug }) => slug === view.place)?.name)
  return [place, ...filterWords(view, names).map(({ text }) => text)].join(' · ')
}

type Saved = Pick<SavedView, 'id' | 'name' | 'query'>

async function show(c: Context<Env>, saved: Saved | undefined, entered: Entered, errors: readonly FormError[] = []) {
  const desk = await recallDesk(c.var.db, c.var.actor)
  const view = viewFrom(saved?.query ?? entered.query)
  const teams = desk.teams.filter(team => team.own && team.stands)
  const facts = { sentence: sentenceOf(view, desk), href: viewHref(view), teams, entered, errors, saved }
  const page = <SavedViewPage chrome={await c.var.chrome()} facts={facts} />
  return c.html(html(page), errors.length > 0 ? 422 : 200)
}

/** Shared only with a team of one's own. */
const teamFrom = (desk: Desk, wanted: string | undefined) =>
  desk.teams.find(team => team.own && team.id === wanted)?.id ?? null

const nameTaken = (error: unknown): FormError[] | undefined =>
  error instanceof Problem && error.code === 'cases.view-name-taken'
    ? [{ field: 'name', message: error.message }]
    : undefined

const own = (c: Context<Env>) => {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) caseProblems.raise('view-not-found')
  return c.var.read(tx => getOwnView(tx, id, c.var.actor.person_id))
}

export const savedViewRoutes = new Hono<Env>()
  .get(savedViewPaths.save.pattern, may('cases.read'), c => show(c, undefined, { query: c.req.query('query') ?? '' }))
  .post(savedViewPaths.save.pattern, may('cases.read'), async c => {
    const { actor, organisations } = c.var
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return show(c, undefined, parsed.entered, parsed.errors)
    const desk = await recallDesk(c.var.db, actor)
    const { name, team, query } = parsed.value
    const organisation_id = organisations.find(id => id === actor.home_organisation_id) ?? organisations[0]!
    const command = { name, organisation_id, owner_id: actor.person_id, team_id: teamFrom(desk, team) }
    const view = viewFrom(query)
    try {
      const saved = await c.var.write(tx => saveView(tx, { ...command, query: queryOf(view) }))
      forgetDesk(actor)
      return c.redirect(viewHref({ ...view, saved }), 303)
    } catch (error) {
      const errors = nameTaken(error)
      if (!errors) throw error
      return show(c, undefined, parsed.entered, errors)
    }
  })
  .get(savedViewPaths.change.pattern, may('cases.read'), async c => {
    const saved = await own(c)
    return show(c, saved, { name: saved.name, team: saved.team_id ?? '' })
  })
  .post(savedViewPaths.change.pattern, may('cases.read'), async c => {
    const { actor } = c.var
    const saved = await own(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return show(c, saved, parsed.entered, parsed.errors)
    const team_id = teamFrom(await recallDesk(c.var.db, actor), parsed.value.team)
    const command = { id: saved.id, owner_id: actor.person_id, name: parsed.value.name, team_id }
    try {
      await c.var.write(tx => changeView(tx, command))
      forgetDesk(actor)
      return c.redirect(viewHref({ ...viewFrom(saved.query), saved: saved.id }), 303)
    } catch (error) {
      const errors = nameTaken(error)
      if (!errors) throw error
      return show(c, saved, parsed.entered, errors)
    }
  })
  .get(savedViewPaths.remove.pattern, may('cases.read'), async c => {
    const saved = await own(c)
    const desk = await recallDesk(c.var.db, c.var.actor)
    const team = desk.teams.find(({ id }) => id === saved.team_id)?.name
    const href = viewHref(viewFrom(saved.query))
    return c.html(html(<DeleteViewPage chrome={await c.var.chrome()} saved={saved} team={team} href={href} />))
  })
  .post(savedViewPaths.remove.pattern, may('cases.read'), async c => {
    const saved = await own(c)
    await c.var.write(tx => deleteView(tx, saved.id, c.var.actor.person_id))
    forgetDesk(c.var.actor)
    return c.redirect(viewHref(viewFrom(saved.query)), 303)
  })
