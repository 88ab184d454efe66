import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { holds, holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCategories } from '#rooms/catalogue/index.ts'
import { getOrganisation, listOrganisations } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { MailboxPage, NewMailboxPage } from './mailbox.pages.tsx'
import { findFetching, getMailbox, listMailboxes, servedBy } from './mailbox.queries.ts'
import { enteredOf, FRESH, mailboxForm } from './mailbox-form.ts'
import { MailboxesPage } from './mailboxes.pages.tsx'
import { addMailbox, editMailbox, switchMailbox, teamsFor } from './save-mailbox.actions.ts'

const SAID = {
  added: 'The mailbox is added. Now say how its mail comes in.',
  saved: 'The mailbox is saved.',
  off: 'The mailbox is switched off.',
  on: 'The mailbox is switched on.',
}

type C = Context<Env>

async function choicesFor(c: C, tx: Read, id: string) {
  const organisation = await getOrganisation(tx, id)
  const [teams, categories, organisations] = await Promise.all([
    teamsFor(tx, id),
    listCategories(tx, id),
    listOrganisations(tx),
  ])
  const others = organisations.filter(one => one.id !== id && holdsIn(c.var.actor, 'mail.manage', one.id))
  return { organisation, teams, categories, others }
}

async function mailboxesPage(c: C) {
  const facts = await c.var.read(async tx => ({
    organisations: await listOrganisations(tx),
    mailboxes: await listMailboxes(tx),
  }))
  return c.html(
    html(
      <MailboxesPage chrome={await c.var.chrome()} {...facts} works={holds(c.var.actor, 'cases.work')} now={now()} />,
    ),
  )
}

async function newPage(c: C, entered: Entered = FRESH, errors?: readonly FormError[]) {
  const choices = await c.var.read(tx => choicesFor(c, tx, c.req.query('organisation') ?? ''))
  const page = <NewMailboxPage chrome={await c.var.chrome()} choices={choices} entered={entered} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

async function mailboxPage(c: C, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const mailbox = await getMailbox(tx, c.req.param('id') ?? '')
    const [serves, fetching, choices] = await Promise.all([
      servedBy(tx, mailbox.id),
      findFetching(tx, mailbox.id),
      choicesFor(c, tx, mailbox.organisation_id),
    ])
    return { mailbox, fetching, choices, entered: entered ?? enteredOf(mailbox, serves) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<MailboxPage chrome={chrome} {...facts} errors={errors} />), errors ? 422 : 200)
}

/** A refusal that belongs to a field of the form, shown beside it. */
function beside(error: unknown): FormError[] {
  if (!(error instanceof Problem)) throw error
  if (error.details.constraint === 'mailboxes_address_unique') return [{ field: 'address', message: error.message }]
  if (error.code === 'channels.not-theirs') return [{ field: 'team_id', message: error.message }]
  throw error
}

export const mailboxRoutes = new Hono<Env>()
  .get(channelPaths.mailboxes.pattern, may('mail.manage'), mailboxesPage)
  .get(channelPaths.newMailbox.pattern, may('mail.manage'), c => newPage(c))
  .post(channelPaths.newMailbox.pattern, may('mail.manage'), async c => {
    const form = await parseForm(mailboxForm, c.req.raw)
    if (!form.ok) return newPage(c, form.entered, form.errors)
    try {
      const command = { organisation_id: c.req.query('organisation') ?? '', fields: form.value }
      const { id } = await c.var.write(tx => addMailbox(tx, c.var.actor, command, now()))
      return c.redirect(channelPaths.mailbox({ id }, { done: 'added' }), 303)
    } catch (error) {
      return newPage(c, form.entered, beside(error))
    }
  })
  .get(channelPaths.mailbox.pattern, may('mail.manage'), c => mailboxPage(c))
  .post(channelPaths.mailbox.pattern, may('mail.manage'), async c => {
    const form = await parseForm(mailboxForm, c.req.raw)
    if (!form.ok) return mailboxPage(c, form.entered, form.errors)
    const id = c.req.param('id')
    try {
      await c.var.write(tx => editMailbox(tx, c.var.actor, { id, fields: form.value }, now()))
      return c.redirect(channelPaths.mailbox({ id }, { done: 'saved' }), 303)
    } catch (error) {
      return mailboxPage(c, form.entered, beside(error))
    }
  })
  .post(channelPaths.mailboxActive.pattern, may('mail.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    const active = entered.active === 'yes'
    await c.var.write(tx => switchMailbox(tx, c.var.actor, { id, active }, now()))
    return c.redirect(channelPaths.mailbox({ id }, { done: active ? 'on' : 'off' }), 303)
  })
