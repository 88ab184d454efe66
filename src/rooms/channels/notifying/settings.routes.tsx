import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { holds } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, enteredFrom, type FormError, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { dateOn, parseLocal } from '#platform/time/say.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { type Hook, listHooksOf } from './hook.queries.ts'
import { noticesFor, type Way } from './kinds.rules.ts'
import { chooseNotices, forgetChoices, setQuiet, type Whose } from './settings.actions.ts'
import { ChoicesPage } from './settings.pages.tsx'
import { getTold, type Settings, type Told } from './settings.queries.ts'
import { choicesFrom, daysFrom, minutesOf, timeOf } from './settings-form.rules.ts'
import { findTextSettings } from './text-service.queries.ts'
import { PACES } from './when-to-tell.ts'

const SAID = {
  choices: 'Your choices are saved.',
  usual: 'You are told what your organisation’s people are told.',
  times: 'Your times are saved.',
  code: 'We have sent you a code.',
  phone: 'Your number is confirmed. Choose above what comes by text message.',
  phoneForgotten: 'We have forgotten your number.',
  hook: 'Your webhook is added. Choose above what it is told.',
  hookRemoved: 'Your webhook is removed.',
}

const time = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'Enter a time, such as 18:00')
  .default('')
const day = z
  .string()
  .trim()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'Enter a day')
  .default('')
const quietForm = z
  .object({
    pace: z.enum(PACES, { error: 'Choose how often' }),
    ...{ quiet_from: time, quiet_until: time, paused_until: day },
    ...{ quiet_days: z.string().default(''), silent_days: z.string().default('') },
  })
  .refine(form => (form.quiet_from === '') === (form.quiet_until === ''), {
    path: ['quiet_until'],
    message: 'Enter both times, or neither',
  })

/** The person who asks, and the organisation whose rows their settings are. */
export const whose = (c: Context<Env>) => {
  const { person_id, home_organisation_id } = c.var.actor
  return { person_id, organisation_id: home_organisation_id }
}

const kindsFor = (c: Context<Env>) => noticesFor(holds(c.var.actor, 'cases.read'))

interface Reachable {
  readonly settings: Settings
  readonly texts: boolean
  readonly hooks: readonly Hook[] | undefined
}

/** The ways that could reach somebody: those that need something set up are offered when it is. */
const offeredTo = ({ settings, texts, hooks }: Reachable): Way[] => [
  ...(['screen', 'email'] as const),
  ...(hooks && hooks.length > 0 ? (['webhook'] as const) : []),
  ...(texts && settings.phone_confirmed_at ? (['sms'] as const) : []),
]

const reachOf = (c: Context<Env>, { person_id, organisation_id }: Whose) =>
  c.var.read(async tx => ({
    told: await getTold(tx, person_id, organisation_id),
    texts: (await findTextSettings(tx, organisation_id))?.active === true,
    hooks: holds(c.var.actor, 'cases.read') ? await listHooksOf(tx, { person_id }) : undefined,
  }))

const asEntered = ({ settings, zone }: Told): Entered => ({
  pace: settings.pace,
  quiet_from: settings.quiet_from === null ? '' : timeOf(settings.quiet_from),
  quiet_until: settings.quiet_until === null ? '' : timeOf(settings.quiet_until),
  quiet_days: settings.quiet_days.join('\n'),
  silent_days: settings.silent_days.join('\n'),
  paused_until: settings.paused_until ? dateOn(settings.paused_until, zone) : '',
})

/** What was typed: in the form about times, or in those about where else somebody can be reached. */
interface Typed {
  readonly times?: Entered | undefined
  readonly reach?: Entered | undefined
}

/** The page about all of it, with what was wrong in one of its forms. */
export async function choicesPage(c: Context<Env>, typed: Typed = {}, errors?: readonly FormError[]) {
  const { told, texts, hooks } = await reachOf(c, whose(c))
  const { settings, choices } = told
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const ways = offeredTo({ settings, texts, hooks })
  const facts = { kinds: kindsFor(c), ways, settings, choices, texts, hooks }
  const entered = typed.times ?? asEntered(told)
  return c.html(
    html(<ChoicesPage {...{ chrome, ...facts, entered, errors }} reach={typed.reach} />),
    errors ? 422 : 200,
  )
}

export const settingsRoutes = new Hono<Env>()
  .get(channelPaths.choices.pattern, signedIn(), c => choicesPage(c))
  .post(channelPaths.choices.pattern, signedIn(), async c => {
    const entered = enteredFrom(new URLSearchParams(await c.req.text()))
    const { actor } = c.var
    if (entered.reset === 'yes') {
      await c.var.write(tx => forgetChoices(tx, actor, whose(c), now()))
      return c.redirect(channelPaths.choices({}, { done: 'usual' }), 303)
    }
    const { told, texts, hooks } = await reachOf(c, whose(c))
    const offered = offeredTo({ settings: told.settings, texts, hooks })
    const choices = choicesFrom(entered, kindsFor(c), offered)
    await c.var.write(tx => chooseNotices(tx, actor, { ...whose(c), choices }, now()))
    return c.redirect(channelPaths.choices({}, { done: 'choices' }), 303)
  })
  .post(channelPaths.quiet.pattern, signedIn(), async c => {
    const form = await parseForm(quietForm, c.req.raw)
    if (!form.ok) return choicesPage(c, { times: form.entered }, form.errors)
    const { pace, quiet_from, quiet_until, paused_until, quiet_days, silent_days } = form.value
    const { zone } = await c.var.read(tx => getOrganisation(tx, c.var.actor.home_organisation_id))
    const until = paused_until ? parseLocal(paused_until, '00:00', zone) : undefined
    if (paused_until && !until)
      return choicesPage(c, { times: form.entered }, [{ field: 'paused_until', message: 'There is no such day' }])
    const command = {
      ...{ ...whose(c), pace, quiet_days: daysFrom(quiet_days), silent_days: daysFrom(silent_days) },
      quiet_from: quiet_from ? minutesOf(quiet_from) : null,
      quiet_until: quiet_until ? minutesOf(quiet_until) : null,
      paused_until: until ?? null,
    }
    await c.var.write(tx => setQuiet(tx, c.var.actor, command, now()))
    return c.redirect(channelPaths.choices({}, { done: 'times' }), 303)
  })
