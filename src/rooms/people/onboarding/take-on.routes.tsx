import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { newId } from '#platform/database/id.ts'
import { write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { isZone } from '#rooms/clock/index.ts'
import { checkColour, colourEntered, withAccent } from '../branding/colour-fields.tsx'
import { peoplePaths } from '../paths.ts'
import { renewHere } from '../sign-in/renew.ts'
import { takeOn } from './onboarding.actions.ts'
import { sharedOnly } from './shared-only.ts'
import { TakeOnPage } from './take-on.pages.tsx'

const form = z
  .object({
    name: z.string().trim().min(1, 'Enter the organisation’s name').max(200, 'That name is too long'),
    short_name: z.string().trim().min(1, 'Enter a short name').max(30, 'Use at most 30 letters'),
    kind: z.enum(['partner', 'customer'], { error: 'Choose whether it is a partner or a customer' }),
    ...colourEntered,
    zone: z.string().trim().refine(isZone, 'There is no time zone of that name'),
  })
  .superRefine(checkColour)
  .transform(withAccent)

async function page(
  c: Context<Env>,
  entered: Entered = {},
  errors: readonly FormError[] = [],
  status: 422 | 409 = 422,
) {
  await sharedOnly(c)
  const shown = <TakeOnPage chrome={await c.var.chrome()} entered={entered} errors={errors} />
  return c.html(html(shown), errors.length > 0 ? status : 200)
}

export const takeOnRoutes = new Hono<Env>()
  .get(peoplePaths.takeOn.pattern, may('organisations.manage'), c => page(c))
  .post(peoplePaths.takeOn.pattern, may('organisations.manage'), async c => {
    await sharedOnly(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return page(c, parsed.entered, parsed.errors)
    const id = newId()
    const { person_id, viewing } = c.var.actor
    // The one place that acts for an organisation nobody has a role in yet: it is made here.
    const who = { person_id, organisations: [...c.var.organisations, id], viewer_id: viewing?.viewer.person_id }
    try {
      await write(c.var.db, who, tx => takeOn(tx, c.var.actor, { id, ...parsed.value }, now()))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error
      return page(c, parsed.entered, [{ field: 'short_name', message: error.message }], 409)
    }
    // What they may do has changed: the next page knows it at once.
    await renewHere(c)
    return c.redirect(peoplePaths.onboarding({ organisation: id }, { done: 'begun' }), 303)
  })
