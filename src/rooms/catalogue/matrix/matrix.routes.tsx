import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import type { Level, PriorityMatrix } from '#rooms/clock/index.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { getAgreement } from '../promise.queries.ts'
import { cellName, LEVELS, setMatrix } from './matrix.actions.ts'
import { MatrixPage } from './matrix.pages.tsx'

const SAID = { saved: 'The priorities are saved.' }
const priority = z.enum(['P1', 'P2', 'P3', 'P4'])
const cells = LEVELS.flatMap(impact => LEVELS.map(urgency => cellName(impact, urgency)))
const form = z.object(Object.fromEntries(cells.map(cell => [cell, priority])))

function matrixFrom(value: z.infer<typeof form>): PriorityMatrix {
  const row = (impact: Level) => ({
    1: value[cellName(impact, 1)]!,
    2: value[cellName(impact, 2)]!,
    3: value[cellName(impact, 3)]!,
  })
  return { 1: row(1), 2: row(2), 3: row(3) }
}

export const matrixRoutes = new Hono<Env>()
  .get(cataloguePaths.matrix.pattern, may('catalogue.manage'), async c => {
    const { organisation, matrix } = await c.var.read(async tx => {
      const organisation = await getOrganisation(tx, c.req.param('organisation'))
      return { organisation, matrix: (await getAgreement(tx, organisation.id)).matrix }
    })
    const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<MatrixPage chrome={chrome} organisation={organisation} matrix={matrix} />))
  })
  .post(cataloguePaths.matrix.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    // Every cell is a choice among four: only a broken or forged form says anything else.
    if (!parsed.ok) return platformProblems.raise('bad-request')
    const organisation_id = c.req.param('organisation')
    const command = { organisation_id, matrix: matrixFrom(parsed.value) }
    await c.var.write(tx => setMatrix(tx, c.var.actor, command, now()))
    return c.redirect(cataloguePaths.matrix({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
