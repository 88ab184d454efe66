import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { keepPace } from '#platform/http/pace.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listPersonsLike } from '#rooms/people/index.ts'
import { findCase } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { readReference } from '../reference.rules.ts'
import { findByExternalReference, findCases } from './find-cases.queries.ts'
import { SearchPage } from './search.pages.tsx'

const NOTHING = { cases: [], next: undefined }

/** A reference, ours or another system's, goes straight to its case; anything else is looked for. */
export const searchRoutes = new Hono<Env>().get(casePaths.search.pattern, may('cases.read'), async c => {
  keepPace(c, 'search')
  const query = (c.req.query('q') ?? '').trim().slice(0, 500)
  const before = dateFrom(c.req.query('before'))
  const facts = await c.var.read(async tx => {
    const reference = readReference(query)
    const exact = reference ? await findCase(tx, reference) : undefined
    if (exact) return { goTo: exact.reference }
    const [external, ...others] = query ? await findByExternalReference(tx, c.var.organisations, query) : []
    if (external && others.length === 0) return { goTo: external.reference }
    const persons = before || !query ? [] : await listPersonsLike(tx, c.var.organisations, query, 6)
    return { persons, found: query ? await findCases(tx, query, before) : NOTHING }
  })
  if ('goTo' in facts) return c.redirect(casePaths.show({ reference: facts.goTo! }), 303)
  const chrome = await c.var.chrome()
  return c.html(html(<SearchPage chrome={chrome} query={query} now={now()} {...facts} />))
})

function dateFrom(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}
