import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { type OnboardingHooks, USUAL } from '../hooks.ts'
import { getOrganisation, listOrganisations } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { AlikePage } from './alike.pages.tsx'
import { findOnboarding } from './onboarding.queries.ts'
import { sharedOnly } from './shared-only.ts'

const form = z.object({ from: z.string().max(100).default(''), kinds: z.string().default('') })

/** What is read of another and made here, each is somebody's to look after. */
const LOOKED_AFTER = ['people.manage', 'catalogue.manage', 'content.manage'] as const
const looksAfter = (c: Context<Env>, id: string) => LOOKED_AFTER.every(one => holdsIn(c.var.actor, one, id))

/** The organisation that is set up, those it may be like, and which of them was chosen: what is usual, unless somebody says otherwise. */
async function asked(c: Context<Env>, tx: Read, wanted: string) {
  const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
  if (!(await findOnboarding(tx, organisation.id))) peopleProblems.raise('not-being-taken-on')
  if (!looksAfter(c, organisation.id)) platformProblems.raise('not-allowed')
  const givers = (await listOrganisations(tx)).filter(({ id }) => id !== organisation.id && looksAfter(c, id))
  const from = wanted === '' || wanted === USUAL ? USUAL : givers.find(({ id }) => id === wanted)?.id
  return { organisation, givers, from: from ?? platformProblems.raise('not-found') }
}

async function page(hooks: OnboardingHooks, c: Context<Env>, wanted: string, errors: readonly FormError[] = []) {
  await sharedOnly(c)
  const facts = await c.var.read(async tx => {
    const known = await asked(c, tx, wanted)
    const { organisation, from } = known
    return { ...known, lacks: await hooks.foreseeAlike(tx, { organisation_id: organisation.id, from }) }
  })
  const shown = <AlikePage chrome={await c.var.chrome()} {...facts} errors={errors} />
  return c.html(html(shown), errors.length > 0 ? 422 : 200)
}

export const alikeRoutes = (hooks: OnboardingHooks) =>
  new Hono<Env>()
    .get(peoplePaths.onboardingAlike.pattern, may('organisations.manage'), c =>
      page(hooks, c, c.req.query('from') ?? ''),
    )
    .post(peoplePaths.onboardingAlike.pattern, may('organisations.manage'), async c => {
      await sharedOnly(c)
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return platformProblems.raise('bad-request')
      const kinds = listOf(parsed.value.kinds)
      if (kinds.length === 0)
        return page(hooks, c, parsed.value.from, [{ field: 'kinds', message: 'Choose what to make' }])
      const organisation_id = c.req.param('organisation')
      await c.var.write(async tx => {
        const { from } = await asked(c, tx, parsed.value.from)
        await hooks.makeAlike(tx, c.var.actor, { organisation_id, from, kinds }, now())
      })
      return c.redirect(peoplePaths.onboarding({ organisation: organisation_id }, { done: 'alike' }), 303)
    })
