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
import { noticesFor, type Way } from './kinds.rules.ts'
import { chooseNotices, forgetChoices, setQuiet } from './settings.actions.ts'
import { ChoicesPage } from './settings.pages.tsx'
import { getTold, type Settings, type Told } from './settings.queries.ts'
import { choicesFrom, daysFrom, minutesOf, timeOf } from './settings-form.rules.ts'
import { PACES } from './when-to-tell.ts'

const SAID = {
  choices: 'Your choices are saved.',
  usual: 'You are told what your organisation’s people are told.',
  times: 'Your times are saved.',
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

const whose = (c: Context<Env>) => {
  const { person_id, home_organisation_id } = c.var.actor
  return { person_id, organisation_id: home_organisation_id }
}

const kindsFor = (c: Context<Env>) => noticesFor(holds(c.var.actor, 'cases.read'))

/** The ways that could reach somebody: those that need something set up are offered when it is. */
const offeredTo = (_: Settings): Way[] => ['screen', 'email']

const asEntered = ({ settings, zone }: Told): Entered => ({
  pace: settings.pace,
  quiet_from: settings.quiet_from === null ? '' : timeOf(settings.quiet_from),
  quiet_until: settings.quiet_until === null ? '' : timeOf(settings.quiet_until),
  quiet_days: settings.quiet_days.join('\n'),
  silent_days: settings.silent_days.join('\n'),
  paused_until: settings.paused_until ? dateOn(settings.paused_until, zone) : '',
})

async function choicesPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { person_id, organisation_id } = whose(c)
  const told = await c.var.read(tx => getTold(tx, person_id, organisation_id))
  const { settings, choices } = told
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const facts = { kinds: kindsFor(c), ways: offeredTo(settings), settings, choices }
  return c.html(
    html(<ChoicesPage {...{ chrome, ...facts, errors }} entered={entered ?? asEntered(told)} />),
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
    const { settings } = await c.var.read(tx => getTold(tx, actor.person_id, actor.home_organisation_id))
    const choices = choicesFrom(entered, kindsFor(c), offeredTo(settings))
    await c.var.write(tx => chooseNotices(tx, actor, { ...whose(c), choices }, now()))
    return c.redirect(channelPaths.choices({}, { done: 'choices' }), 303)
  })
  .post(channelPaths.quiet.pattern, signedIn(), async c => {
    const form = await parseForm(quietForm, c.req.raw)
    if (!form.ok) return choicesPage(c, form.entered, form.errors)
    const { pace, quiet_from, quiet_until, paused_until, quiet_days, silent_days } = form.value
    const { zone } = await c.var.read(tx => getOrganisation(tx, c.var.actor.home_organisation_id))
    const until = paused_until ? parseLocal(paused_until, '00:00', zone) : undefined
    if (paused_until && !until)
      return choicesPage(c, form.entered, [{ field: 'paused_until', message: 'There is no such day' }])
    const command = {
      ...{ ...whose(c), pace, quiet_days: daysFrom(quiet_days), silent_days: daysFrom(silent_days) },
      quiet_from: quiet_from ? minutesOf(quiet_from) : null,
      quiet_until: quiet_until ? minutesOf(quiet_until) : null,
      paused_until: until ?? null,
    }
    await c.var.write(tx => setQuiet(tx, c.var.actor, command, now()))
    return c.redirect(channelPaths.choices({}, { done: 'times' }), 303)
  })
