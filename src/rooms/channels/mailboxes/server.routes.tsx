import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { checkForm, type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { findFetching, getMailbox } from './mailbox.queries.ts'
import { saveFetching, saveSending } from './save-server.actions.ts'
import { FetchingPage, SendingPage } from './server.pages.tsx'
import { imapOf, smtpOf } from './server.ts'
import { enteredServer, fetchingForm, sendingForm, USUAL_FETCHING, USUAL_SENDING } from './server-form.ts'
import { type Tried, tryFetching, trySending } from './try-server.ts'

const SAID = { saved: 'It is saved. Test the connection before you rely on it.', none: 'It is saved.' }

type C = Context<Env>

interface Shown {
  readonly entered?: Entered
  readonly errors?: readonly FormError[]
  readonly tried?: Tried
}

async function fetchingPage(c: C, { entered, errors, tried }: Shown = {}) {
  const { zone, ...facts } = await c.var.read(async tx => {
    const mailbox = await getMailbox(tx, c.req.param('id') ?? '')
    const [fetching, organisation] = await Promise.all([
      findFetching(tx, mailbox.id),
      getOrganisation(tx, mailbox.organisation_id),
    ])
    return { mailbox, fetching, zone: organisation.zone }
  })
  const imap = imapOf(facts.mailbox.imap)
  const shown = {
    entered: entered ?? enteredServer(imap, USUAL_FETCHING),
    errors,
    tried,
    kept: !!imap?.sealed_password,
  }
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const page = <FetchingPage chrome={chrome} {...facts} {...shown} zone={zone} now={now()} />
  return c.html(html(page), errors ? 422 : 200)
}

async function sendingPage(c: C, { entered, errors, tried }: Shown = {}) {
  const mailbox = await c.var.read(tx => getMailbox(tx, c.req.param('id') ?? ''))
  const smtp = smtpOf(mailbox.smtp)
  const shown = { entered: entered ?? enteredServer(smtp, USUAL_SENDING), errors, tried, kept: !!smtp?.sealed_password }
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<SendingPage chrome={chrome} mailbox={mailbox} {...shown} />), errors ? 422 : 200)
}

/** The form of a server; `value` is null when its host was left empty, which switches it off. */
async function readServer<Value>(c: C, schema: z.ZodType<Value>) {
  const { entered } = await parseForm(z.looseObject({}), c.req.raw)
  if ((entered.host ?? '').trim() === '') return { ok: true as const, value: null, entered }
  return checkForm(schema, entered)
}

/** Without the installation's key no password can be kept: said beside the password. */
function beside(error: unknown): FormError[] {
  if (error instanceof Problem && error.code === 'secrets.no-key')
    return [{ field: 'password', message: error.message }]
  throw error
}

export const serverRoutes = new Hono<Env>()
  .get(channelPaths.fetching.pattern, may('mail.manage'), c => fetchingPage(c))
  .post(channelPaths.fetching.pattern, may('mail.manage'), async c => {
    const form = await readServer(c, fetchingForm)
    const { password: _, ...entered } = form.entered
    if (!form.ok) return fetchingPage(c, { entered, errors: form.errors })
    const id = c.req.param('id')
    const { take_existing, ...imap } = form.value ?? { take_existing: false }
    const command = { id, imap: 'host' in imap ? imap : null, take_existing }
    try {
      await c.var.write(tx => saveFetching(tx, c.var.actor, command, now()))
      return c.redirect(channelPaths.fetching({ id }, { done: form.value ? 'saved' : 'none' }), 303)
    } catch (error) {
      return fetchingPage(c, { entered, errors: beside(error) })
    }
  })
  .post(channelPaths.tryFetching.pattern, may('mail.manage'), async c => {
    const mailbox = await c.var.read(tx => getMailbox(tx, c.req.param('id')))
    const imap = imapOf(mailbox.imap)
    return fetchingPage(c, imap ? { tried: await tryFetching(mailbox.id, imap) } : {})
  })
  .get(channelPaths.sending.pattern, may('mail.manage'), c => sendingPage(c))
  .post(channelPaths.sending.pattern, may('mail.manage'), async c => {
    const form = await readServer(c, sendingForm)
    const { password: _, ...entered } = form.entered
    if (!form.ok) return sendingPage(c, { entered, errors: form.errors })
    const id = c.req.param('id')
    try {
      await c.var.write(tx => saveSending(tx, c.var.actor, { id, smtp: form.value }, now()))
      return c.redirect(channelPaths.sending({ id }, { done: form.value ? 'saved' : 'none' }), 303)
    } catch (error) {
      return sendingPage(c, { entered, errors: beside(error) })
    }
  })
  .post(channelPaths.trySending.pattern, may('mail.manage'), async c => {
    const mailbox = await c.var.read(tx => getMailbox(tx, c.req.param('id')))
    const smtp = smtpOf(mailbox.smtp)
    return sendingPage(c, smtp ? { tried: await trySending(mailbox.id, smtp) } : {})
  })
