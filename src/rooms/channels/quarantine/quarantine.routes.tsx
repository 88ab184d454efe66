import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listOrganisations } from '#rooms/people/index.ts'
import { readFilters } from '../list-filters.ts'
import { channelPaths } from '../paths.ts'
import { listMailboxNames, listReceived } from './list-received.queries.ts'
import { ignoreMessages, restoreMessages } from './quarantine.actions.ts'
import { ReceivedListPage } from './quarantine.pages.tsx'
import { WHICH, type Which } from './which.rules.ts'

const PAGE = 50
const FILTERS = ['which', 'mailbox', 'words', 'from', 'to'] as const
type C = Context<Env>

function filtersOf(c: C, zone: string, usual: Which) {
  const { entered, errors, span, mailbox, before } = readFilters(c, FILTERS, zone)
  const { which, words } = entered
  const wanted = {
    ...{ words, ...span, mailbox, before },
    which: which !== undefined && Object.hasOwn(WHICH, which) ? (which as Which) : usual,
  }
  return { entered, errors, wanted }
}

/** What was just ignored, and the way back. */
function saying(chrome: Awaited<ReturnType<C['var']['chrome']>>, ignored: string | undefined) {
  const ids = (ignored ?? '').split(',').filter(isId)
  if (ids.length === 0) return chrome
  const notice = ids.length === 1 ? '1 message is ignored.' : `${ids.length} messages are ignored.`
  const undo = { action: channelPaths.restoreMany({}, { ids: ids.join(',') }) }
  return { ...chrome, frame: { ...chrome.frame, notice, undo } }
}

async function listPage(c: C, everything: boolean) {
  const organisations = await c.var.read(listOrganisations)
  const zone = organisations[0]?.zone ?? 'Europe/London'
  const { entered, errors, wanted } = filtersOf(c, zone, everything ? 'all' : 'waiting')
  const facts = await c.var.read(async tx => ({
    rows: await listReceived(tx, { ...wanted, most: PAGE + 1 }),
    mailboxes: await listMailboxNames(tx),
  }))
  const here = everything ? channelPaths.receivedList : channelPaths.quarantine
  const rows = facts.rows.slice(0, PAGE)
  const next = facts.rows.length > PAGE ? here({}, { ...entered, before: rows.at(-1)!.id }) : undefined
  const chrome = saying(await c.var.chrome({ live: ['mail'] }), c.req.query('ignored'))
  const page = { everything, which: wanted.which, entered, errors, next, now: now() }
  return c.html(
    html(<ReceivedListPage chrome={chrome} mailboxes={facts.mailboxes} rows={rows} {...page} />),
    errors.length > 0 ? 422 : 200,
  )
}

async function chosen(c: C): Promise<string[]> {
  const named = (c.req.query('ids') ?? '').split(',')
  const { entered } = await parseForm(z.looseObject({}), c.req.raw)
  return [...named, ...listOf(entered.id)].filter(isId).slice(0, 2 * PAGE)
}

export const quarantineRoutes = new Hono<Env>()
  .get(channelPaths.quarantine.pattern, may('cases.work'), c => listPage(c, false))
  .get(channelPaths.receivedList.pattern, may('mail.manage'), c => listPage(c, true))
  .post(channelPaths.ignoreMany.pattern, may('cases.work'), async c => {
    const ids = await chosen(c)
    const done = await c.var.write(tx => ignoreMessages(tx, c.var.actor, { ids }, now()))
    return c.redirect(channelPaths.quarantine({}, { ignored: done.join(',') || undefined }), 303)
  })
  .post(channelPaths.restoreMany.pattern, may('cases.work'), async c => {
    const ids = await chosen(c)
    await c.var.write(tx => restoreMessages(tx, c.var.actor, { ids }, now()))
    return c.redirect(channelPaths.quarantine(), 303)
  })
