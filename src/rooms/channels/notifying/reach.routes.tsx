import { randomInt } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import { holds } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { enteredFrom, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { addHook, deleteHook } from './hook.actions.ts'
import { hookForm, needsAddress, refused, termsFrom } from './hooks.routes.tsx'
import { readPhone, sendText } from './notify-service.ts'
import { choicesPage, whose } from './settings.routes.tsx'
import { findTextSettings, openTextService } from './text-service.queries.ts'
import { confirmPhone, forgetPhone, keepPhone } from './texts.actions.ts'

const codeForm = z.object({ code: z.string().transform(text => text.replace(/\D/g, '')) })

const wrong = (c: Context<Env>, field: string, message: string, entered = {}) =>
  choicesPage(c, { reach: entered }, [{ field, message }])

const done = (c: Context<Env>, what: string) => c.redirect(channelPaths.choices({}, { done: what }), 303)

async function sendCode(c: Context<Env>, typed: string) {
  const entered = { phone: typed }
  const phone = readPhone(typed)
  if (!phone) return wrong(c, 'phone', 'Enter a mobile number, such as 07700 900123', entered)
  const me = whose(c)
  const service = await c.var.read(tx => findTextSettings(tx, me.organisation_id))
  if (!service?.active) return wrong(c, 'phone', 'Your organisation sends no text messages', entered)
  // Each costs money, and a number typed may be anybody's.
  await limitRate(c.var.db, `text-code:${me.person_id}`, 3, 60)
  await limitRate(c.var.db, `text-code-to:${phone}`, 3, 60)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await c.var.write(tx => keepPhone(tx, c.var.actor, { ...me, phone, code }, now()))
  const message = { phone, text: `${code} is your code for notifications.`, reference: newId() }
  const sent = await sendText(openTextService(service), message, now())
  return sent.ok ? done(c, 'code') : wrong(c, 'phone', sent.why, entered)
}

/** Their telephone, confirmed by a code, and webhooks of their own. */
export const reachRoutes = new Hono<Env>()
  .post(channelPaths.phone.pattern, signedIn(), async c => {
    const entered = enteredFrom(new URLSearchParams(await c.req.text()))
    if (entered.do !== 'forget') return sendCode(c, entered.phone ?? '')
    await c.var.write(tx => forgetPhone(tx, c.var.actor, whose(c), now()))
    return done(c, 'phoneForgotten')
  })
  .post(channelPaths.confirmPhone.pattern, signedIn(), async c => {
    const form = await parseForm(codeForm, c.req.raw)
    if (!form.ok) return wrong(c, 'code', 'Enter the code')
    const result = await c.var.write(tx => confirmPhone(tx, c.var.actor, { ...whose(c), ...form.value }, now()))
    if (result === 'confirmed') return done(c, 'phone')
    const message = result === 'wrong' ? 'That is not the code we sent' : 'That code is over: have another sent'
    return wrong(c, 'code', message)
  })
  .post(channelPaths.ownHooks.pattern, signedIn(), async c => {
    // Only staff are told anything that a conversation of their own could be told.
    if (!holds(c.var.actor, 'cases.read')) return platformProblems.raise('not-allowed')
    const form = await parseForm(hookForm, c.req.raw)
    const errors = needsAddress(form)
    if (!form.ok || errors.length > 0) return choicesPage(c, { reach: form.entered }, errors)
    try {
      await c.var.write(tx => addHook(tx, c.var.actor, { ...whose(c), ...termsFrom(form.value, true) }, now()))
    } catch (error) {
      return choicesPage(c, { reach: form.entered }, refused(error))
    }
    return done(c, 'hook')
  })
  .post(channelPaths.ownHook.pattern, signedIn(), async c => {
    const id = c.req.param('id')
    if (!isId(id)) return channelProblems.raise('hook-not-found')
    await c.var.write(tx => deleteHook(tx, c.var.actor, { ...whose(c), id }, now()))
    return done(c, 'hookRemoved')
  })
