import { Hono } from 'hono'
import { organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { path } from '#platform/http/path.ts'
import { fragment } from '#platform/ui/layout/render.ts'
import type { RailItem } from '#platform/ui/layout/workspace-page.tsx'
import { type Finding, Findings } from '#platform/ui/pieces/palette.tsx'
import { casePaths, findAmongMine, findCase, readReference } from '#rooms/cases/index.ts'
import { listPersonsLike } from '#rooms/people/index.ts'
import { navigationFor } from './navigation.ts'

const palettePaths = { find: path('/palette') }

const MOST_PLACES = 8

/** Menu items and commands with every word typed in them. */
function placesLike(items: readonly RailItem[], typed: string): Finding[] {
  const words = typed.toLowerCase().split(/\s+/)
  const commands = [{ href: casePaths.log(), label: 'New case' }]
  return [...commands, ...items]
    .filter(({ label }) => words.every(word => label.toLowerCase().includes(word)))
    .slice(0, MOST_PLACES)
    .map(({ href, label }) => ({ href, text: label, kind: 'Go to' }))
}

/** One box that finds a case by its reference, a case of one's own, a person, or somewhere to go. Answers with a list of links. */
export const paletteRoutes = new Hono<Env>().get(palettePaths.find.pattern, may('cases.read'), async c => {
  const typed = (c.req.query('q') ?? '').trim().slice(0, 100)
  const { actor } = c.var
  const reference = readReference(typed)
  const known = organisationsFor(actor, 'people.read').filter(id => c.var.organisations.includes(id))
  const { exact, mine, persons } = await c.var.read(async tx => ({
    exact: reference ? await findCase(tx, reference) : undefined,
    mine: await findAmongMine(tx, actor.person_id, typed),
    persons: typed.length > 1 && known.length > 0 ? await listPersonsLike(tx, known, typed, 5) : [],
  }))
  const rail = await navigationFor(c.var.db, actor, '')
  const found = [exact, ...mine].filter(each => each !== undefined)
  const findings: Finding[] = [
    ...found.map(each => ({
      ...{ href: casePaths.show({ reference: each.reference }), text: each.subject, kind: 'Case' },
      detail: each.reference,
    })),
    ...persons.map(({ id, name, job_title, department }) => ({
      ...{ href: casePaths.requester({ id }), text: name, kind: 'Person' },
      detail: [job_title, department].filter(Boolean).join(', '),
    })),
    ...placesLike(
      rail.flatMap(({ items }) => items),
      typed,
    ),
    ...(typed ? [{ href: casePaths.search({}, { q: typed }), text: `“${typed}”`, kind: 'Search for' }] : []),
  ]
  return c.html(fragment(<Findings findings={findings} query={typed} />))
})
