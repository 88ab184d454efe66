import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { addCalendar } from '../calendars/calendar.actions.ts'
import { getCalendarRow } from '../calendars/calendar.queries.ts'
import type { OnboardingHooks } from '../hooks.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { BoundaryPage } from './boundary.pages.tsx'
import { type Proof, proveBoundary } from './boundary.ts'
import { decideStep, goLive, noteProof } from './onboarding.actions.ts'
import { OnboardingPage, ownLinks } from './onboarding.pages.tsx'
import * as queries from './onboarding.queries.ts'
import { sharedOnly } from './shared-only.ts'
import { STEPS, stepsOf } from './steps.rules.ts'

const SAID = {
  begun: 'The organisation is made, and you are its administrator.',
  decided: 'That is noted.',
  copied: 'The calendar is copied.',
  alike: 'That is made.',
  live: 'It is live: its people can sign in, and cases can be logged for them.',
}

const form = z.object({
  needed: z.literal('yes').optional(),
  because: z.string().trim().max(300, 'Keep it under 300 characters').default(''),
})

const organisationOf = (c: Context<Env>) => c.req.param('organisation') ?? ''

/** The organisation and how far it is, and whether who asks decides. */
async function facts(c: Context<Env>, tx: Read) {
  const organisation = await getOrganisation(tx, organisationOf(c))
  const onboarding = (await queries.findOnboarding(tx, organisation.id)) ?? peopleProblems.raise('not-being-taken-on')
  return { organisation, onboarding, decides: (await queries.findShared(tx, c.var.organisations)) !== undefined }
}

interface Typed {
  readonly step: string
  readonly because: string
}

async function page(hooks: OnboardingHooks, c: Context<Env>, typed?: Typed, errors: readonly FormError[] = []) {
  const at = now()
  const shown = await c.var.read(async tx => {
    const known = await facts(c, tx)
    const { id } = known.organisation
    const own = await queries.findOwnStanding(tx, id)
    const standing = { ...own, ...(await hooks.standing(tx, id, at)) }
    const steps = stepsOf(standing, await queries.listNotNeeded(tx, id))
    return { ...known, steps, calendars: await queries.listCalendarsElsewhere(tx, id) }
  })
  const { id } = shown.organisation
  const links = (step: (typeof STEPS)[number]) => [...ownLinks(step, id), ...hooks.links(step, id)]
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const props = { chrome, ...shown, links, typed, errors, now: at }
  return c.html(html(<OnboardingPage {...props} />), errors.length > 0 ? 422 : 200)
}

/** Asks the running rules, as whoever may see the organisations of this route. */
async function prove(hooks: OnboardingHooks, c: Context<Env>, organisation_id: string): Promise<Proof> {
  const { person_id } = c.var.actor
  return proveBoundary(c.var.db, hooks, { organisation_id, organisations: c.var.organisations, person_id })
}

/** Having been asked, it is asked once more for the page: what is shown is never kept, and a reload shows how it is then. */
async function boundaryPage(hooks: OnboardingHooks, c: Context<Env>) {
  const known = await c.var.read(tx => facts(c, tx))
  const asked = c.req.query('show') === 'answers' && known.decides
  const proof = asked ? await prove(hooks, c, known.organisation.id) : undefined
  return c.html(html(<BoundaryPage chrome={await c.var.chrome()} {...known} proof={proof} now={now()} />))
}

const back = (c: Context<Env>, done: keyof typeof SAID) =>
  c.redirect(peoplePaths.onboarding({ organisation: organisationOf(c) }, { done }), 303)

export const onboardingRoutes = (hooks: OnboardingHooks) =>
  new Hono<Env>()
    .get(peoplePaths.onboarding.pattern, may('organisations.manage'), c => page(hooks, c))
    .post(peoplePaths.onboardingStep.pattern, may('organisations.manage'), async c => {
      await c.var.read(tx => facts(c, tx))
      await sharedOnly(c)
      const step = STEPS.find(name => name === c.req.param('step')) ?? platformProblems.raise('not-found')
      const parsed = await parseForm(form, c.req.raw)
      const typed = { step, because: parsed.entered.because ?? '' }
      const wrong = (message: string) => page(hooks, c, typed, [{ field: `because-${step}`, message }])
      if (!parsed.ok) return wrong(parsed.errors[0]?.message ?? '')
      const { needed, because } = parsed.value
      if (!needed && because === '') return wrong('Say why it is not needed')
      const command = { organisation_id: organisationOf(c), step, because: needed ? null : because }
      await c.var.write(tx => decideStep(tx, c.var.actor, command, now()))
      return back(c, 'decided')
    })
    .post(peoplePaths.onboardingCalendar.pattern, may('organisations.manage'), async c => {
      await c.var.read(tx => facts(c, tx))
      await sharedOnly(c)
      const parsed = await parseForm(z.object({ calendar_id: z.uuid() }), c.req.raw)
      if (!parsed.ok) return platformProblems.raise('bad-request')
      await c.var.write(async tx => {
        const { name, cover_calendar_id: _, ...content } = await getCalendarRow(tx, parsed.value.calendar_id)
        const fields = { name, cover_calendar_id: null, content }
        await addCalendar(tx, c.var.actor, { organisation_id: organisationOf(c), fields }, now())
      })
      return back(c, 'copied')
    })
    .get(peoplePaths.boundary.pattern, may('organisations.manage'), c => boundaryPage(hooks, c))
    .post(peoplePaths.boundary.pattern, may('organisations.manage'), async c => {
      const { organisation } = await c.var.read(tx => facts(c, tx))
      await sharedOnly(c)
      const proof = await prove(hooks, c, organisation.id)
      const { leaks, tables, answers } = proof
      const noted = { organisation_id: organisation.id, asked: answers.length, tables, leaks }
      await c.var.write(tx => noteProof(tx, c.var.actor, noted, now()))
      return c.redirect(peoplePaths.boundary({ organisation: organisation.id }, { show: 'answers' }), 303)
    })
    .post(peoplePaths.goLive.pattern, may('organisations.manage'), async c => {
      await c.var.read(tx => facts(c, tx))
      await sharedOnly(c)
      const organisation_id = organisationOf(c)
      await c.var.write(async tx => {
        const elsewhere = await hooks.standing(tx, organisation_id, now())
        await goLive(tx, c.var.actor, { organisation_id, elsewhere }, now())
      })
      return back(c, 'live')
    })
