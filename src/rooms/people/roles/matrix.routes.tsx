import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { type Mistake, withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { PERMISSIONS } from '../permissions.ts'
import { changeMatrix } from './matrix.actions.ts'
import { MatrixPage, MatrixPreviewPage } from './matrix.pages.tsx'
import { listDifferences, listGroups } from './matrix.queries.ts'
import { changesBetween, differencesOf, effectsOf, fingerprintOf } from './matrix.rules.ts'
import { ROLES } from './roles.rules.ts'

const SAID = { saved: 'Changed. It counts for everybody within two seconds.' }
const MOST_WORDS = 500

type Wanted = Readonly<Record<string, readonly string[]>>

/** What was ticked for each role; what is no permission is nothing. */
const wantedFrom = (entered: Entered): Wanted =>
  Object.fromEntries(
    ROLES.map(role => [
      role,
      listOf(entered[`may-${role}`]).filter(one => PERMISSIONS.some(permission => permission === one)),
    ]),
  )

async function preview(c: Context<Env>, wanted: Wanted, entered?: Entered, errors?: readonly Mistake[]) {
  const id = c.req.param('organisation') ?? ''
  const { organisation, before, groups } = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, id),
    before: await listDifferences(tx, id),
    groups: await listGroups(tx, id),
  }))
  const after = differencesOf(wanted, PERMISSIONS)
  const facts = {
    ...{ organisation, wanted, entered, errors, seen: fingerprintOf(before) },
    changes: changesBetween(before, after),
    effects: effectsOf(groups, before, after, PERMISSIONS),
  }
  return c.html(html(<MatrixPreviewPage chrome={await c.var.chrome()} {...facts} />), errors ? 422 : 200)
}

export const roleMatrixRoutes = new Hono<Env>()
  .get(peoplePaths.roles.pattern, may('people.manage', 'audit.read'), async c => {
    const id = c.req.param('organisation')
    const facts = await c.var.read(async tx => ({
      organisation: await getOrganisation(tx, id),
      differences: await listDifferences(tx, id),
    }))
    const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<MatrixPage chrome={chrome} {...facts} changes={holdsIn(c.var.actor, 'people.manage', id)} />))
  })
  .post(peoplePaths.roles.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const wanted = wantedFrom(entered)
    if (entered.confirmed !== 'yes') return preview(c, wanted)
    const because = (entered.because ?? '').trim()
    if (because === '' || because.length > MOST_WORDS) {
      const message = because === '' ? 'Enter why' : `That is too long: use ${MOST_WORDS} letters`
      return preview(c, wanted, entered, [{ field: 'because', message }])
    }
    const organisation_id = c.req.param('organisation')
    const differences = differencesOf(wanted, PERMISSIONS)
    const command = { organisation_id, differences, because, seen: entered.seen ?? '' }
    await c.var.write(tx => changeMatrix(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.roles({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
