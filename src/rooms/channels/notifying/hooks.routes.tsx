import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, type ParsedForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { whyNotOutward } from '#platform/http/outward.ts'
import { limitRate } from '#platform/http/security.ts'
import { Problem } from '#platform/problem.ts'
import { absolute } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, listTeams } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { callHook } from './call-hook.ts'
import { addHook, changeHook, deleteHook, type HookTerms } from './hook.actions.ts'
import { findHook, HOOK_FORMATS, type Hook, listHooksOf } from './hook.queries.ts'
import { HOOK_NOTICES } from './hook-payload.rules.ts'
import { HookPage, HooksPage } from './hooks.pages.tsx'
import { GAPS } from './kinds.rules.ts'

const SAID = {
  added: 'The webhook is added. Send a test to see whether it arrives.',
  saved: 'The webhook is saved.',
  removed: 'The webhook is removed.',
  arrived: 'The test was taken. See whether it stands there.',
}

const address = z
  .string()
  .trim()
  .max(2000, 'That address is too long')
  .default('')
  .superRefine((typed, context) => {
    const why = typed ? whyNotOutward(typed) : null
    if (why) context.addIssue(why)
  })

export const hookForm = z.object({
  ...{ name: z.string().trim().min(1, 'Enter a name').max(100, 'Use at most 100 letters'), address },
  format: z.enum(HOOK_FORMATS, { error: 'Choose what is there' }),
  secret: z.string().trim().max(200, 'Use at most 200 letters').default(''),
  team_id: z.union([z.literal(''), z.uuid()]).default(''),
  kinds: z
    .string()
    .default('')
    .transform(text => listOf(text).filter(kind => (HOOK_NOTICES as readonly string[]).includes(kind))),
  ...{ shows: z.string().default(''), active: z.string().default('') },
})
export type HookForm = z.infer<typeof hookForm>

/** What was typed, as what a hook is. A program's messages can be told from others' only by a secret. */
export const termsFrom = (form: HookForm, active: boolean): HookTerms => ({
  ...{ name: form.name, format: form.format, address: form.address, secret: form.secret, kinds: form.kinds, active },
  shows_subject: form.shows === 'subject',
})

/** A new hook has an address. */
export const needsAddress = (form: ParsedForm<HookForm>): readonly FormError[] =>
  form.ok ? (form.value.address ? [] : [{ field: 'address', message: 'Enter the address' }]) : form.errors

const asEntered = (hook: Hook): Entered => ({
  ...{ name: hook.name, format: hook.format, team_id: hook.team_id ?? '', kinds: hook.kinds.join('\n') },
  ...{ shows: hook.shows_subject ? 'subject' : '', active: hook.active ? 'yes' : '' },
})

async function ownOf(c: Context<Env>) {
  return c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const teams = (await listTeams(tx)).filter(team => team.organisation_id === organisation.id)
    return { organisation, teams, hooks: await listHooksOf(tx, { organisation_id: organisation.id }) }
  })
}

/** The hook of the address; raises alike for none, another organisation's and somebody's own. */
async function hookOf(c: Context<Env>): Promise<Hook> {
  const id = c.req.param('id') ?? ''
  const hook = isId(id) ? await c.var.read(tx => findHook(tx, id)) : undefined
  const theirs = hook && hook.organisation_id === c.req.param('organisation') && hook.person_id === null
  return theirs ? hook : channelProblems.raise('hook-not-found')
}

async function hooksPage(
  c: Context<Env>,
  entered?: Entered,
  errors?: readonly FormError[],
  status: 200 | 409 | 422 = 200,
) {
  const facts = await ownOf(c)
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<HooksPage {...{ chrome, ...facts, entered, errors }} now={now()} />), status)
}

async function hookPage(
  c: Context<Env>,
  entered?: Entered,
  errors?: readonly FormError[],
  status: 200 | 409 | 422 = 200,
) {
  const hook = await hookOf(c)
  const facts = await ownOf(c)
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const typed = entered ?? asEntered(hook)
  return c.html(html(<HookPage {...{ chrome, ...facts, hook, entered: typed, errors }} now={now()} />), status)
}

/** A refusal that is not about one field: said on the page, with what was typed kept. */
export const refused = (error: unknown): FormError[] => {
  if (error instanceof Problem && error.status === 409) return [{ field: 'address', message: error.message }]
  throw error
}

/** A team of this organisation, and of no other. */
const teamIn = (teams: readonly { id: string }[], team_id: string): string | null =>
  teams.find(({ id }) => id === team_id)?.id ?? null

export const hookRoutes = new Hono<Env>()
  .get(channelPaths.hooks.pattern, may('mail.manage'), c => hooksPage(c))
  .post(channelPaths.hooks.pattern, may('mail.manage'), async c => {
    const form = await parseForm(hookForm, c.req.raw)
    const { organisation, teams } = await ownOf(c)
    const errors = needsAddress(form)
    if (!form.ok || errors.length > 0) return hooksPage(c, form.entered, errors, 422)
    const owner = { organisation_id: organisation.id, team_id: teamIn(teams, form.value.team_id) }
    try {
      const command = { ...owner, ...termsFrom(form.value, true) }
      const id = await c.var.write(tx => addHook(tx, c.var.actor, command, now()))
      return c.redirect(channelPaths.hook({ organisation: organisation.id, id }, { done: 'added' }), 303)
    } catch (error) {
      return hooksPage(c, form.entered, refused(error), 409)
    }
  })
  .get(channelPaths.hook.pattern, may('mail.manage'), c => hookPage(c))
  .post(channelPaths.hook.pattern, may('mail.manage'), async c => {
    const { id, organisation_id } = await hookOf(c)
    const form = await parseForm(hookForm, c.req.raw)
    if (!form.ok) return hookPage(c, form.entered, form.errors, 422)
    const { teams } = await ownOf(c)
    const owner = { id, organisation_id, team_id: teamIn(teams, form.value.team_id) }
    try {
      const command = { ...owner, ...termsFrom(form.value, form.value.active === 'yes') }
      await c.var.write(tx => changeHook(tx, c.var.actor, command, now()))
    } catch (error) {
      return hookPage(c, form.entered, refused(error), 409)
    }
    return c.redirect(channelPaths.hook({ organisation: organisation_id, id }, { done: 'saved' }), 303)
  })
  .post(channelPaths.testHook.pattern, may('mail.manage'), async c => {
    const hook = await hookOf(c)
    await limitRate(c.var.db, `hook-test:${hook.id}`, 10, 10)
    const at = now()
    const told = { id: newId(), kind: 'overdue' as const, facts: GAPS, url: absolute('/'), happened_at: at }
    const called = await callHook(hook, { ...told, shows_subject: hook.shows_subject, test: true }, at).catch(
      error => ({
        ...{ ok: false as const, why: refused(error)[0]!.message },
      }),
    )
    if (!called.ok) return hookPage(c, undefined, [{ field: 'address', message: called.why }], 422)
    return c.redirect(channelPaths.hook({ organisation: hook.organisation_id, id: hook.id }, { done: 'arrived' }), 303)
  })
  .post(channelPaths.deleteHook.pattern, may('mail.manage'), async c => {
    const { id, organisation_id } = await hookOf(c)
    await c.var.write(tx => deleteHook(tx, c.var.actor, { id, organisation_id }, now()))
    return c.redirect(channelPaths.hooks({ organisation: organisation_id }, { done: 'removed' }), 303)
  })
