import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { isZone } from '#rooms/clock/index.ts'
import { checkColour, colourEntered, withAccent } from '../branding/colour-fields.tsx'
import { peoplePaths } from '../paths.ts'
import { editOrganisation } from './edit-organisation.actions.ts'
import { EditOrganisationPage } from './edit-organisation.pages.tsx'
import { getOrganisation } from './organisation.queries.ts'

const SAID = { saved: 'The details are saved.' }

const days = z.coerce
  .number({ error: 'Enter a number of days' })
  .int('Enter whole days')
  .min(0, 'Enter a number of days')
  .max(365, 'Enter at most 365 days')

const form = z
  .object({
    name: z.string().trim().min(1, 'Enter the organisation’s name').max(200, 'That name is too long'),
    short_name: z.string().trim().min(1, 'Enter a short name').max(30, 'Use at most 30 letters'),
    ...colourEntered,
    zone: z.string().trim().refine(isZone, 'There is no time zone of that name'),
    auto_close_days: days.min(1, 'Enter at least one day'),
    reopen_days: days,
  })
  .superRefine(checkColour)
  .transform(withAccent)

async function page(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const organisation = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation') ?? ''))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = <EditOrganisationPage chrome={chrome} organisation={organisation} entered={entered} errors={errors} />
  return c.html(html(shown), errors ? 422 : 200)
}

export const editOrganisationRoutes = new Hono<Env>()
  .get(peoplePaths.organisation.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.organisation.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return page(c, parsed.entered, parsed.errors)
    const id = c.req.param('organisation')
    await c.var.write(tx => editOrganisation(tx, c.var.actor, { id, fields: parsed.value }, now()))
    return c.redirect(peoplePaths.organisation({ organisation: id }, { done: 'saved' }), 303)
  })
