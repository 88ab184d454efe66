import { text } from 'node:stream/consumers'
import { type Context, Hono } from 'hono'
import { bytesOf } from '#platform/files/store.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import type { Entered, FormError } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { receiveForm, UPLOAD_LIMITS } from '#platform/http/upload.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { decide } from '../changes/proposal.actions.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { applyPlan, keepPlan } from './joiners.actions.ts'
import { JoinersPage, PlanPage } from './joiners.pages.tsx'
import { lookAtPlan } from './joiners.queries.ts'
import { MOST_BYTES, readPeopleFile } from './read-people-file.ts'

const SAID = {
  applied: 'The file is applied. Everything it changed is in the record of each person.',
  dropped: 'Dropped. Nothing was changed.',
}
const LIMITS = { ...UPLOAD_LIMITS, file: MOST_BYTES, files: 1, all: MOST_BYTES }

const SAMPLE = [
  [
    'Name',
    'E-mail',
    'Telephone',
    'Job title',
    'Department',
    'Location',
    'Employee number',
    'Manager',
    'Team',
    'Role',
    'Status',
    'Leaving date',
  ],
  [
    'Gwen Pryce',
    'gwen.pryce@example.gov.uk',
    '01632 960001',
    'Planner',
    'Planning',
    'Town Hall',
    '4711',
    'idris.vaughan@example.gov.uk',
    '',
    '',
    'Active',
    '',
  ],
  [
    'Idris Vaughan',
    'idris.vaughan@example.gov.uk',
    '01632 960002',
    'Head of planning',
    'Planning',
    'Town Hall',
    '4712',
    '',
    'Service desk',
    'Analyst',
    'Active',
    '',
  ],
  ['Nia Bevan', 'nia.bevan@example.gov.uk', '', 'Planner', 'Planning', '', '4713', '', '', '', 'Left', '31/03/2026'],
]

const organisationOf = (c: Context<Env>) => c.req.param('organisation') ?? ''

async function page(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const organisation = await c.var.read(tx => getOrganisation(tx, organisationOf(c)))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(
    html(<JoinersPage chrome={chrome} organisation={organisation} entered={entered} errors={errors} />),
    errors ? 422 : 200,
  )
}

async function planPage(c: Context<Env>, problem?: string) {
  const organisation_id = organisationOf(c)
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, organisation_id),
    looked: await lookAtPlan(tx, organisation_id, { id: c.req.param('proposal') ?? '', asker: c.var.actor.person_id }),
  }))
  return c.html(html(<PlanPage chrome={await c.var.chrome()} {...facts} problem={problem} />), problem ? 409 : 200)
}

/** Reads the file that was sent, and keeps it to be looked over. */
async function look(c: Context<Env>) {
  const { id: organisation_id } = await c.var.read(tx => getOrganisation(tx, organisationOf(c)))
  const { entered, files, errors } = await receiveForm(c, organisation_id, LIMITS)
  if (errors.length > 0) return page(c, entered, errors)
  const file = files[0]
  if (!file) return page(c, entered, [{ field: 'file', message: 'Choose a file' }])
  const at = now()
  const read = readPeopleFile(await text(bytesOf(c.var.db, file)), at.toISOString().slice(0, 10))
  if ('problem' in read) return page(c, entered, [{ field: 'file', message: read.problem }])
  const kept = { ...read, file: file.name, everybody: entered.everybody === 'yes' }
  const { id } = await c.var.write(tx => keepPlan(tx, c.var.actor, { organisation_id, kept }, at))
  return c.redirect(peoplePaths.joinersPlan({ organisation: organisation_id, proposal: id }), 303)
}

/** People from a file: sent, looked over, and applied when somebody says so. */
export const joinersRoutes = new Hono<Env>()
  .get(peoplePaths.joiners.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.joiners.pattern, may('people.manage'), look)
  .get(peoplePaths.joinersSample.pattern, may('people.manage'), c => csv(c, 'people', SAMPLE[0]!, SAMPLE.slice(1)))
  .get(peoplePaths.joinersPlan.pattern, may('people.manage'), c => planPage(c))
  .post(peoplePaths.joinersPlan.pattern, may('people.manage'), async c => {
    const { organisation: organisation_id, proposal: id } = c.req.param()
    try {
      await c.var.write(tx => applyPlan(tx, c.var.actor, { organisation_id, id }, now()))
    } catch (error) {
      if (error instanceof Problem && error.status === 409) return planPage(c, error.message)
      throw error
    }
    return c.redirect(peoplePaths.joiners({ organisation: organisation_id }, { done: 'applied' }), 303)
  })
  .post(peoplePaths.dropJoiners.pattern, may('people.manage'), async c => {
    const { organisation: organisation_id, proposal: id } = c.req.param()
    await c.var.write(tx => decide(tx, c.var.actor, { id, subject_id: organisation_id, decision: 'dropped' }, now()))
    return c.redirect(peoplePaths.joiners({ organisation: organisation_id }, { done: 'dropped' }), 303)
  })
