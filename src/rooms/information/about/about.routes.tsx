import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Held } from '#platform/holdings/holding.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, getPerson } from '#rooms/people/index.ts'
import { findErasureOf } from '../erasing/erasure.queries.ts'
import { liftHold, setHold } from '../erasing/holds.actions.ts'
import { findReference, listHolds } from '../erasing/holds.queries.ts'
import { askAboutPerson } from '../exporting/archive.actions.ts'
import { listArchives } from '../exporting/archive.queries.ts'
import { informationPaths } from '../paths.ts'
import { AboutPage } from './about.pages.tsx'
import { firstRows, listAbout } from './person-archive.ts'

const SHOWN = 10
const because = z.string('Say why').trim().min(1, 'Say why').max(2000, 'Say it in 2,000 characters or fewer')
const asking = z.object({ named: z.literal('yes').optional() })

async function show(c: Context<Env>, held: Held, id: string, wrong?: MistakenForm) {
  const named = c.req.query('others') === 'named'
  const facts = await c.var.read(async tx => {
    const person = await getPerson(tx, id)
    const organisation = await getOrganisation(tx, person.organisation_id)
    const sections = []
    for (const about of await listAbout(tx, held, { person_id: id, redacts: !named }))
      sections.push({ ...about, first: await firstRows(tx, about, SHOWN) })
    const holds = await listHolds(tx, [person.id, organisation.id])
    const erasure = await findErasureOf(tx, id)
    return { person, organisation, sections, holds, erasure, archives: await listArchives(tx, organisation.id, id) }
  })
  const page = <AboutPage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong, named, now: now() }} />
  return c.html(html(page), wrong ? 422 : 200)
}

/** What is held about one person: to read, to give out, to hold, and the way to erasing it. */
export const aboutRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.about.pattern, may('information.manage'), c => show(c, held, c.req.param('id')))
    .post(informationPaths.aboutArchives.pattern, may('information.manage'), async c => {
      const parsed = await parseForm(asking, c.req.raw)
      const command = { person_id: c.req.param('id'), redacts: parsed.entered.named !== 'yes' }
      const id = await c.var.write(tx => askAboutPerson(tx, c.var.actor, command, now()))
      return c.redirect(informationPaths.archive({ id }), 303)
    })
    .post(informationPaths.holdPerson.pattern, may('information.manage'), async c => {
      const id = c.req.param('id')
      const parsed = await parseForm(z.object({ because }), c.req.raw)
      if (!parsed.ok) return show(c, held, id, parsed)
      await c.var.write(async tx => {
        const { organisation_id } = await getPerson(tx, id)
        const command = { organisation_id, kind: 'person', subject_id: id, because: parsed.value.because } as const
        await setHold(tx, c.var.actor, command, now())
      })
      return c.redirect(informationPaths.about({ id }), 303)
    })
    .post(informationPaths.liftHold.pattern, may('information.manage'), async c => {
      const place = await c.var.write(async tx => {
        const hold = await liftHold(tx, c.var.actor, { id: c.req.param('id') }, now())
        const reference = hold.kind === 'case' ? await findReference(tx, hold.subject_id) : undefined
        if (reference) return informationPaths.holdCase({ reference })
        return hold.kind === 'person'
          ? informationPaths.about({ id: hold.subject_id })
          : informationPaths.index({ organisation: hold.organisation_id })
      })
      return c.redirect(place, 303)
    })
