import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { keptHow } from '../organisations/kept.queries.ts'
import { getOrganisation, listOrganisations } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { giveRole } from '../roles/give-role.actions.ts'
import { listDatedRoles } from '../roles/role-dates.queries.ts'
import { setRoles } from '../roles/roles.actions.ts'
import { ROLES } from '../roles/roles.rules.ts'
import { termFrom } from '../roles/term.ts'
import { addPerson } from './add-person.actions.ts'
import { CONTACT_WAYS } from './contact.rules.ts'
import { PersonPage } from './manage-person.pages.tsx'
import { type FormState, PersonsPage } from './manage-persons.pages.tsx'
import { listEntries } from './manage-persons.queries.ts'
import { deactivatePerson, editPerson, reactivatePerson } from './person.actions.ts'
import { getPerson } from './person.queries.ts'

const PAGE = 50
const SAID = {
  added: 'They are added, as somebody who may ask for help. Give them other roles below.',
  saved: 'Saved.',
  roles: 'Their roles are saved. They count from now on.',
  dated: 'The role is saved. It begins and ends by itself.',
  left: 'Deactivated. They are signed out everywhere.',
  back: 'They can sign in again.',
}

const short = (most = 200) =>
  z
    .string()
    .trim()
    .max(most, `That is too long: use ${most} letters`)
    .default('')
    .transform(text => text || null)

const form = z.object({
  name: z.string().trim().min(1, 'Enter their name').max(200, 'That name is too long'),
  email: short(320).refine(
    email => email === null || /^[^\s@]+@[^\s@]+$/.test(email),
    'Enter an e-mail address, such as ben@example.gov.uk',
  ),
  ...{ phone: short(40), job_title: short(), department: short(), location: short(), assistance: short(1000) },
  contact_by: short().refine(way => way === null || CONTACT_WAYS.some(one => one === way), 'Choose how to reach them'),
})

async function personsPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const organisation_id = c.req.param('organisation') ?? ''
  const typed = c.req.query('q') ?? ''
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1))
  const { organisation, entries } = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, organisation_id),
    entries: await listEntries(tx, organisation_id, { typed, most: PAGE + 1, skip: (page - 1) * PAGE }),
  }))
  const next =
    entries.length > PAGE
      ? peoplePaths.persons({ organisation: organisation_id }, { q: typed || undefined, page: page + 1 })
      : undefined
  const props = { organisation, entries: entries.slice(0, PAGE), typed, next, now: now(), entered, errors }
  return c.html(html(<PersonsPage chrome={await c.var.chrome()} {...props} />), errors ? 422 : 200)
}

async function personPage(c: Context<Env>, form: FormState = {}, role?: FormState) {
  const facts = await c.var.read(async tx => {
    const person = await getPerson(tx, c.req.param('id') ?? '')
    // The desk's own people are seen by those it serves, and are not theirs to manage.
    if (!c.var.organisations.includes(person.organisation_id)) peopleProblems.raise('not-found')
    const { id, organisation_id } = person
    const kept = await keptHow(tx, { organisation_id, kind: 'person', subjects: [id] })
    return { person, kept, organisations: await listOrganisations(tx), held: await listDatedRoles(tx, id) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const { id, active, organisation_id } = facts.person
  const { actor } = c.var
  const sees = active && id !== actor.person_id && holdsIn(actor, 'people.view-as', organisation_id)
  const keepsHref = holdsIn(actor, 'information.manage', organisation_id)
    ? peoplePaths.keeping({ organisation: organisation_id })
    : undefined
  const page = <PersonPage chrome={chrome} {...facts} {...form} {...{ role, sees, keepsHref }} now={now()} />
  return c.html(html(page), form.errors || role?.errors ? 422 : 200)
}

/** The boxes ticked, for each organisation in which the asker manages people. */
const rolesIn = (entered: Entered, organisation_id: string) =>
  ROLES.filter(role => listOf(entered[`roles-${organisation_id}`]).includes(role))

export const managePersonRoutes = new Hono<Env>()
  .get(peoplePaths.persons.pattern, may('people.manage'), c => personsPage(c))
  .post(peoplePaths.persons.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return personsPage(c, parsed.entered, parsed.errors)
    const organisation_id = c.req.param('organisation')
    const given = Object.fromEntries(Object.entries(parsed.value).map(([name, value]) => [name, value ?? undefined]))
    const { id } = await c.var.write(tx =>
      addPerson(tx, c.var.actor, { ...given, organisation_id, name: parsed.value.name }, now()),
    )
    return c.redirect(peoplePaths.person({ id }, { done: 'added' }), 303)
  })
  .get(peoplePaths.person.pattern, may('people.manage'), c => personPage(c))
  .post(peoplePaths.person.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return personPage(c, parsed)
    const id = c.req.param('id')
    await c.var.write(tx => editPerson(tx, c.var.actor, { id, fields: parsed.value }, now()))
    return c.redirect(peoplePaths.person({ id }, { done: 'saved' }), 303)
  })
  .post(peoplePaths.personRoles.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const person_id = c.req.param('id')
    await c.var.write(async tx => {
      for (const organisation_id of c.var.organisations)
        await setRoles(tx, c.var.actor, { person_id, organisation_id, roles: rolesIn(entered, organisation_id) }, now())
    })
    return c.redirect(peoplePaths.person({ id: person_id }, { done: 'roles' }), 303)
  })
  .post(peoplePaths.personRoleDates.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const person_id = c.req.param('id')
    const wrong = await c.var.write(async tx => {
      const { zone } = await getOrganisation(tx, entered.organisation_id ?? '')
      const term = termFrom({ from: entered.from ?? '', until: entered.until ?? '' }, zone, now())
      const role = ROLES.find(one => one === entered.role)
      if (!role) return { field: 'role', message: 'Choose a role' }
      if ('field' in term) return term
      const command = { person_id, organisation_id: entered.organisation_id ?? '', role, term }
      await giveRole(tx, c.var.actor, command, now())
      return undefined
    })
    if (wrong) return personPage(c, {}, { entered, errors: [wrong] })
    return c.redirect(peoplePaths.person({ id: person_id }, { done: 'dated' }), 303)
  })
  .post(peoplePaths.personActive.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    const act = entered.active === 'yes' ? reactivatePerson : deactivatePerson
    await c.var.write(tx => act(tx, c.var.actor, { id }, now()))
    return c.redirect(peoplePaths.person({ id }, { done: entered.active === 'yes' ? 'back' : 'left' }), 303)
  })
