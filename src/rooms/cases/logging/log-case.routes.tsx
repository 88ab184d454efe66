import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { sayToWait, waitFor } from '#platform/http/pace.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCategories } from '#rooms/catalogue/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import {
  addPerson,
  getOrganisation,
  getPerson,
  listOrganisations,
  listPersonsLike,
  listTeamsOf,
} from '#rooms/people/index.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { findCaseById } from '../case.queries.ts'
import { listCasesOf } from '../finding/find-cases.queries.ts'
import { casePaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { readReference } from '../reference.rules.ts'
import { logCase } from './log-case.actions.ts'
import { CallerPage, LogCasePage } from './log-case.pages.tsx'

const level = z
  .enum(['', '1', '2', '3'], 'Choose from the list')
  .default('')
  .transform(text => (text === '' ? undefined : (Number(text) as Level)))

const caseForm = z.object({
  id: z.uuid(),
  subject: z
    .string()
    .trim()
    .min(1, 'Enter what is wrong or wanted')
    .max(200, 'Keep it under 200 characters; put more in the details'),
  body: z.string().trim().min(1, 'Enter some details').max(50_000, 'Keep the details under 50,000 characters'),
  category_id: z.union([z.literal(''), z.uuid('Choose a category from the list')]).default(''),
  impact: level,
  urgency: level,
  channel: z.enum(['telephone', 'walk_in', 'email', 'chat', 'other'], 'Choose how they made contact'),
  started: z.string().default(''),
  started_time: z.string().default(''),
  location: z.string().trim().max(200, 'Keep the place under 200 characters').default(''),
  next: z.string().default('show'),
})

const personForm = z.object({
  name: z.string().trim().min(1, 'Enter their name').max(200, 'Keep the name under 200 characters'),
  organisation_id: z.uuid('Choose their organisation'),
  phone: z.string().trim().max(50, 'Keep the number under 50 characters').default(''),
  email: z.union([z.literal(''), z.email('Enter an e-mail address like name@example.org.uk')]).default(''),
})

/** When the form was first opened: the moment the telephone was answered, unless the analyst says otherwise. */
function startedFrom(text: string | undefined): Date {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) || date > now() ? now() : date
}

const timeIn = (zone: string, at: Date) =>
  at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const dateIn = (zone: string, at: Date) => at.toLocaleDateString('sv-SE', { timeZone: zone })

/** Said once to whoever logged what only others may open: they still have the caller on the telephone. */
function hiddenNotice(typed: string | undefined): Record<string, string> {
  const reference = readReference(typed ?? '')
  return reference ? { logged: `Logged as ${reference}. It is restricted: only its team can open it.` } : {}
}

async function callerPage(c: Context<Env>, more: Partial<Parameters<typeof CallerPage>[0]> = {}) {
  const who = c.req.query('who')
  const started = startedFrom(c.req.query('started')).toISOString()
  const facts = await c.var.read(async tx => ({
    organisations: (await listOrganisations(tx)).filter(one => c.var.organisations.includes(one.id)),
    persons: who ? await listPersonsLike(tx, c.var.organisations, who, 12) : [],
  }))
  const chrome = withNotice(await c.var.chrome(), hiddenNotice(c.req.query('logged')), 'logged')
  return html(<CallerPage chrome={chrome} started={started} who={who} {...facts} {...more} />)
}

async function logPage(c: Context<Env>, requester: string, more: Partial<Parameters<typeof LogCasePage>[0]> = {}) {
  if (!isId(requester)) return caseProblems.raise('requester-not-found')
  const started = startedFrom(more.entered?.started ?? c.req.query('started'))
  const facts = await c.var.read(async tx => {
    const person = await getPerson(tx, requester)
    const organisation = await getOrganisation(tx, person.organisation_id)
    const categories = await listCategories(tx, person.organisation_id)
    return { person, organisation, categories, cases: await listCasesOf(tx, requester, 8) }
  })
  const { zone } = facts.organisation
  const when = {
    iso: started.toISOString(),
    time: timeIn(zone, started),
    today: dateIn(zone, started) === dateIn(zone, now()),
  }
  const id = more.entered?.id ?? newId()
  return html(<LogCasePage chrome={await c.var.chrome()} id={id} started={when} now={now()} {...facts} {...more} />)
}

export const logCaseRoutes = new Hono<Env>()
  .get(casePaths.log.pattern, may('cases.work'), async c => {
    const requester = c.req.query('requester')
    return c.html(requester ? await logPage(c, requester) : await callerPage(c))
  })
  .post(casePaths.addCaller.pattern, may('cases.work'), async c => {
    const form = await parseForm(personForm, c.req.raw)
    if (!form.ok) return c.html(await callerPage(c, { entered: form.entered, errors: form.errors }), 422)
    const { name, organisation_id, phone, email } = form.value
    // No form offers another's: it is answered as one of nobody's.
    if (!c.var.organisations.includes(organisation_id)) return caseProblems.raise('requester-not-found')
    const person = { name, organisation_id, phone: phone || undefined, email: email || undefined }
    const { id } = await c.var.write(tx => addPerson(tx, c.var.actor, person, now()))
    return c.redirect(casePaths.log({}, { requester: id, started: c.req.query('started') }), 303)
  })
  .post(casePaths.log.pattern, may('cases.work'), async c => {
    const requester = c.req.query('requester') ?? ''
    const form = await parseForm(caseForm, c.req.raw)
    if (!form.ok) return c.html(await logPage(c, requester, { entered: form.entered, errors: form.errors }), 422)
    const seconds = waitFor(c, 'log')
    if (seconds > 0) {
      const again = { entered: form.entered, errors: sayToWait(c, 'subject', seconds) }
      return c.html(await logPage(c, requester, again), 429)
    }
    const { reference, hidden } = await log(c, requester, form.value)
    if (hidden) return c.redirect(casePaths.log({}, { logged: reference }), 303)
    return c.redirect(casePaths.show({ reference }), 303)
  })

interface LoggedHere {
  readonly reference: string
  /** From whoever logged it, too. */
  readonly hidden: boolean
}

/** Logs what was entered, once: the same form sent twice is the same case. */
async function log(c: Context<Env>, requester: string, entered: z.output<typeof caseForm>): Promise<LoggedHere> {
  const { id, subject, body, channel, impact, urgency, location, category_id, next } = entered
  if (!isId(requester)) return caseProblems.raise('requester-not-found')
  return c.var.write(async tx => {
    const before = await findCaseById(tx, id)
    if (before) return { reference: before.reference, hidden: false }
    const person = await getPerson(tx, requester)
    const { zone } = await getOrganisation(tx, person.organisation_id)
    const opened = startedFrom(entered.started)
    const started_at = parseLocal(dateIn(zone, opened), entered.started_time, zone) ?? opened
    // The minute typed is the minute shown: keep the seconds of the moment the form was opened.
    const exact = timeIn(zone, opened) === entered.started_time ? opened : started_at
    const asked = {
      id,
      organisation_id: person.organisation_id,
      requester_id: requester,
      subject,
      body,
      channel,
      impact,
      urgency,
    }
    const more = { category_id: category_id || undefined, location: location || undefined, started_at: exact }
    const { reference, restricted_to } = await logCase(tx, c.var.actor, { ...asked, ...more }, now())
    const teams = await listTeamsOf(tx, c.var.actor.person_id)
    // Of what is restricted to others they can only say the reference.
    if (restricted_to && !teams.some(({ id }) => id === restricted_to)) return { reference, hidden: true }
    if (next === 'take') {
      const [team] = teams
      await assignCase(
        tx,
        c.var.actor,
        { reference, team_id: team?.id ?? null, assignee_id: c.var.actor.person_id },
        now(),
      )
    }
    return { reference, hidden: false }
  })
}
