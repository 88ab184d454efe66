import { type Context, Hono } from 'hono'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { dateOn } from '#platform/time/say.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { getTeam, listCandidates } from '../teams/team.queries.ts'
import { OnCallPage, RotaWeeksPage } from './on-call.pages.tsx'
import { addRota, editRota, removeRota, standIn, takeBackStandIn } from './rota.actions.ts'
import { RotaPage, RotasPage } from './rota.pages.tsx'
import { getRota, listOverrides, listRotas, namesOnCall, onCallOf, type Rota } from './rota.queries.ts'
import { onCallBetween } from './rota.rules.ts'
import { asTyped, fresh, rotaForm, standInForm } from './rota-form.ts'

const SAID = {
  saved: 'The rota is saved.',
  removed: 'The rota is removed.',
  in: 'They are on call for that time.',
  back: 'The stand-in is taken back.',
}
const FOUR_WEEKS = 28 * 86_400_000

const membersOf = async (tx: Read, team: { id: string; organisation_id: string }) =>
  (await listCandidates(tx, team)).filter(({ member }) => member)

async function rotasPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { zone, ...facts } = await c.var.read(async tx => {
    const team = await getTeam(tx, c.req.param('id') ?? '', c.var.organisations)
    const { zone } = await getOrganisation(tx, team.organisation_id)
    return { zone, team, rotas: await listRotas(tx, team.id), members: await membersOf(tx, team) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = { chrome, ...facts, entered: entered ?? fresh(zone, dateOn(now(), zone)), errors }
  return c.html(html(<RotasPage {...shown} />), errors ? 422 : 200)
}

/** A rota that whoever asks may manage: one of the shared desk's is seen by others too. */
async function managed(tx: Read, c: Context<Env>): Promise<Rota> {
  const rota = await getRota(tx, c.req.param('rota') ?? '')
  return c.var.organisations.includes(rota.organisation_id) ? rota : peopleProblems.raise('rota-not-found')
}

async function rotaPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const rota = await managed(tx, c)
    return { rota, members: await membersOf(tx, { id: rota.team_id, organisation_id: rota.organisation_id }) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = { chrome, ...facts, entered: entered ?? asTyped(facts.rota), errors }
  return c.html(html(<RotaPage {...shown} />), errors ? 422 : 200)
}

async function onCallPage(c: Context<Env>) {
  const at = now()
  const facts = await c.var.read(async tx => {
    const rotas = await listRotas(tx)
    return { rotas, onCall: await onCallOf(tx, rotas, at) }
  })
  return c.html(html(<OnCallPage chrome={await c.var.chrome()} {...facts} now={at} />))
}

const mayChange = (c: Context<Env>, rota: Rota) =>
  holdsIn(c.var.actor, 'cases.lead', rota.organisation_id) ||
  holdsIn(c.var.actor, 'people.manage', rota.organisation_id)

async function weeksPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const at = now()
  const facts = await c.var.read(async tx => {
    const rota = await getRota(tx, c.req.param('rota') ?? '')
    const overrides = await listOverrides(tx, [rota.id], at)
    const stretches = onCallBetween(rota, overrides, at.getTime(), at.getTime() + FOUR_WEEKS)
    const names = await namesOnCall(
      tx,
      stretches.flatMap(({ person_id }) => person_id ?? []),
    )
    const team = { id: rota.team_id, organisation_id: rota.organisation_id }
    return { rota, overrides, stretches, names, members: mayChange(c, rota) ? await membersOf(tx, team) : undefined }
  })
  const chrome = withNotice(await c.var.chrome({ live: [facts.rota.id] }), SAID, c.req.query('done'))
  return c.html(
    html(<RotaWeeksPage chrome={chrome} {...facts} now={at} entered={entered} errors={errors} />),
    errors ? 422 : 200,
  )
}

const rotaAdminRoutes = new Hono<Env>()
  .get(peoplePaths.rotas.pattern, may('people.manage'), c => rotasPage(c))
  .post(peoplePaths.rotas.pattern, may('people.manage'), async c => {
    const team = await c.var.read(tx => getTeam(tx, c.req.param('id'), c.var.organisations))
    const parsed = await parseForm(rotaForm, c.req.raw)
    if (!parsed.ok) return rotasPage(c, parsed.entered, parsed.errors)
    const { id } = await c.var.write(tx => addRota(tx, c.var.actor, { team_id: team.id, fields: parsed.value }, now()))
    return c.redirect(peoplePaths.rota({ rota: id }, { done: 'saved' }), 303)
  })
  .get(peoplePaths.rota.pattern, may('people.manage'), c => rotaPage(c))
  .post(peoplePaths.rota.pattern, may('people.manage'), async c => {
    const { id } = await c.var.read(tx => managed(tx, c))
    const parsed = await parseForm(rotaForm, c.req.raw)
    if (!parsed.ok) return rotaPage(c, parsed.entered, parsed.errors)
    await c.var.write(tx => editRota(tx, c.var.actor, { id, fields: parsed.value }, now()))
    return c.redirect(peoplePaths.rota({ rota: id }, { done: 'saved' }), 303)
  })
  .post(peoplePaths.removeRota.pattern, may('people.manage'), async c => {
    const { team_id } = await c.var.write(async tx => {
      const { id } = await managed(tx, c)
      return removeRota(tx, c.var.actor, { id }, now())
    })
    return c.redirect(peoplePaths.rotas({ id: team_id }, { done: 'removed' }), 303)
  })

const standInRoutes = new Hono<Env>()
  .get(peoplePaths.onCall.pattern, may('people.read'), c => onCallPage(c))
  .get(peoplePaths.onCallRota.pattern, may('people.read'), c => weeksPage(c))
  .post(peoplePaths.standIn.pattern, may('people.manage', 'cases.lead'), async c => {
    const rota = await c.var.read(tx => managed(tx, c))
    const parsed = await parseForm(standInForm(rota.zone), c.req.raw)
    if (!parsed.ok) return weeksPage(c, parsed.entered, parsed.errors)
    await c.var.write(tx => standIn(tx, c.var.actor, { rota_id: rota.id, ...parsed.value }, now()))
    return c.redirect(peoplePaths.onCallRota({ rota: rota.id }, { done: 'in' }), 303)
  })
  .post(peoplePaths.takeBackStandIn.pattern, may('people.manage', 'cases.lead'), async c => {
    const command = { rota_id: c.req.param('rota'), id: c.req.param('stand_in') }
    await c.var.write(async tx => {
      await managed(tx, c)
      await takeBackStandIn(tx, c.var.actor, command, now())
    })
    return c.redirect(peoplePaths.onCallRota({ rota: command.rota_id }, { done: 'back' }), 303)
  })

export const rotaRoutes = new Hono<Env>().route('/', rotaAdminRoutes).route('/', standInRoutes)
