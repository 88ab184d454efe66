import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { newId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { refused } from './hooks.routes.tsx'
import { readKey, readPhone, sendText } from './notify-service.ts'
import { findTextSettings, openTextService } from './text-service.queries.ts'
import { setTexts } from './texts.actions.ts'
import { TextsPage } from './texts.pages.tsx'

const SAID = {
  saved: 'Saved. Send a test to see whether it arrives.',
  arrived: 'The test was taken and is on its way.',
}

const form = z.object({
  key: z
    .string()
    .trim()
    .default('')
    .refine(key => key === '' || readKey(key) !== undefined, 'That is not an API key of GOV.UK Notify'),
  template_id: z.uuid('Enter the identifier of the template'),
  sender_id: z.union([z.literal(''), z.uuid('Enter the identifier of the sender, or nothing')]).default(''),
  ...{ active: z.string().default(''), phone: z.string().trim().default('') },
  do: z.enum(['save', 'test']).default('save'),
})

const idOf = (c: Context<Env>) => c.req.param('organisation') ?? ''

async function textsPage(
  c: Context<Env>,
  entered?: Entered,
  errors?: readonly FormError[],
  status: 200 | 409 | 422 = 200,
) {
  const { organisation, settings } = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, idOf(c))
    return { organisation, settings: await findTextSettings(tx, organisation.id) }
  })
  const kept: Entered = {
    ...{ template_id: settings?.template_id ?? '', sender_id: settings?.sender_id ?? '' },
    active: settings?.active === false ? '' : 'yes',
  }
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<TextsPage {...{ chrome, organisation, settings, errors }} entered={entered ?? kept} />), status)
}

async function test(c: Context<Env>, entered: Entered) {
  const phone = readPhone(entered.phone ?? '')
  if (!phone)
    return textsPage(c, entered, [{ field: 'phone', message: 'Enter a mobile number, such as 07700 900123' }], 422)
  await limitRate(c.var.db, `text-test:${idOf(c)}`, 5, 10)
  const settings = await c.var.read(tx => findTextSettings(tx, idOf(c)))
  if (!settings) return textsPage(c, entered, [{ field: 'key', message: 'Save the API key first' }], 422)
  const message = { phone, text: 'This is a test from your service desk.', reference: newId() }
  const sent = await sendText(openTextService(settings), message, now()).catch(error => ({
    ...{ ok: false as const, why: refused(error)[0]!.message },
  }))
  if (!sent.ok) return textsPage(c, entered, [{ field: 'key', message: sent.why }], 422)
  return c.redirect(channelPaths.texts({ organisation: idOf(c) }, { done: 'arrived' }), 303)
}

export const textRoutes = new Hono<Env>()
  .get(channelPaths.texts.pattern, may('mail.manage'), c => textsPage(c))
  .post(channelPaths.texts.pattern, may('mail.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    const settings = await c.var.read(async tx => findTextSettings(tx, (await getOrganisation(tx, idOf(c))).id))
    if (parsed.entered.do === 'test') return test(c, parsed.entered)
    if (!parsed.ok) return textsPage(c, parsed.entered, parsed.errors, 422)
    const { key, template_id, sender_id, active } = parsed.value
    if (!key && !settings) return textsPage(c, parsed.entered, [{ field: 'key', message: 'Enter the API key' }], 422)
    const command = {
      ...{ organisation_id: idOf(c), key: key || undefined, template_id },
      ...{ sender_id: sender_id || null, active: active === 'yes' },
    }
    try {
      await c.var.write(tx => setTexts(tx, c.var.actor, command, now()))
    } catch (error) {
      return textsPage(c, parsed.entered, [{ field: 'key', message: refused(error)[0]!.message }], 409)
    }
    return c.redirect(channelPaths.texts({ organisation: idOf(c) }, { done: 'saved' }), 303)
  })
