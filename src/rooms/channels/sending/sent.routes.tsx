import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { frameResponse } from '#platform/ui/pieces/message-frame.tsx'
import { keptHow, listOrganisations } from '#rooms/people/index.ts'
import { readFilters } from '../list-filters.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { cancelSending, decideHeld, markArrived, sendAgain } from './decide.actions.ts'
import { htmlFrom } from './header.rules.ts'
import { outgoing } from './outgoing.ts'
import { rawMessage } from './raw-message.ts'
import { SentPage } from './sent.pages.tsx'
import { getSent, listHealth, listSenders, listSent, type Sent, tellOf } from './sent.queries.ts'
import { SentMessagePage } from './sent-message.pages.tsx'
import { KIND_NAMES, STATE_NAMES } from './words.rules.ts'

const PAGE = 50
const MOST_IN_A_FILE = 50_000
const MOST_AT_ONCE = 500
const HEAD = [
  'Written',
  'Organisation',
  'From',
  'To',
  'Name',
  'Subject',
  'Kind',
  'What became of it',
  'Sent',
  'Trouble',
]
const manages = may('mail.manage')

const line = (row: Sent) => [
  ...[row.created_at, row.organisation, row.mailbox, row.to_address, row.to_name, row.subject],
  ...[KIND_NAMES[row.kind] ?? row.kind, STATE_NAMES[row.state], row.sent_at, row.trouble],
]

const FILTERS = ['state', 'kind', 'mailbox', 'address', 'from', 'to'] as const

function filtersOf(c: Context<Env>, zone: string) {
  const { entered, errors, span, mailbox, before } = readFilters(c, FILTERS, zone)
  const { state, kind, address } = entered
  const wanted = { state, kind, address, ...span, mailbox, before }
  return { entered, errors, wanted }
}

async function list(c: Context<Env>, sink: boolean) {
  const organisations = await c.var.read(listOrganisations)
  const { entered, errors, wanted } = filtersOf(c, organisations[0]?.zone ?? 'Europe/London')
  const here = sink ? channelPaths.sink : channelPaths.sent
  if (c.req.query('format') === 'csv') {
    const rows = await c.var.read(tx => listSent(tx, { ...wanted, sink, most: MOST_IN_A_FILE }))
    return csv(c, 'Messages sent', HEAD, rows.map(line))
  }
  const facts = await c.var.read(async tx => ({
    rows: await listSent(tx, { ...wanted, sink, most: PAGE + 1 }),
    health: await listHealth(tx, now()),
    mailboxes: await listSenders(tx),
  }))
  const rows = facts.rows.slice(0, PAGE)
  const page = (
    <SentPage
      {...facts}
      {...{ entered, errors, sink, rows }}
      chrome={saying(await c.var.chrome({ live: ['mail'] }), c.req.query('done'), c.req.query('count'))}
      noServer={outgoing().server === undefined}
      csvHref={here({}, { ...entered, format: 'csv' })}
      next={facts.rows.length > PAGE ? here({}, { ...entered, before: rows.at(-1)!.id }) : undefined}
      now={now()}
    />
  )
  return c.html(html(page), errors.length > 0 ? 422 : 200)
}

/** What was just done with those that were held. */
function saying<T extends { frame: object }>(chrome: T, done: string | undefined, count: string | undefined): T {
  if ((done !== 'release' && done !== 'cancel') || !/^\d{1,4}$/.test(count ?? '')) return chrome
  const messages = count === '1' ? '1 message' : `${count} messages`
  const notice = done === 'release' ? `${messages} will be sent now.` : `${messages} will not be sent.`
  return { ...chrome, frame: { ...chrome.frame, notice } }
}

/** Everything that is held as the list was narrowed, up to so many at once. */
async function decideAll(c: Context<Env>) {
  const { entered } = await parseForm(z.looseObject({}), c.req.raw)
  const done = entered.do === 'release' ? 'release' : 'cancel'
  const [organisation] = await c.var.read(listOrganisations)
  const { entered: filters, wanted } = filtersOf(c, organisation?.zone ?? 'Europe/London')
  const count = await c.var.write(async tx => {
    const rows = await listSent(tx, { ...wanted, state: 'held', before: undefined, most: MOST_AT_ONCE })
    return decideHeld(tx, c.var.actor, { ids: rows.map(({ id }) => id), send: done === 'release' }, now())
  })
  return c.redirect(channelPaths.sent({}, { ...filters, state: 'held', done, count }), 303)
}

const idOf = (c: Context<Env>): string => {
  const id = c.req.param('id') ?? ''
  return isId(id) ? id : channelProblems.raise('message-not-found')
}

const back = (c: Context<Env>) => c.redirect(channelPaths.sentMessage({ id: idOf(c) }), 303)

export const sentRoutes = new Hono<Env>()
  .get(channelPaths.sent.pattern, manages, c => list(c, false))
  .get(channelPaths.sink.pattern, manages, c => list(c, true))
  .post(channelPaths.decideHeld.pattern, manages, decideAll)
  .get(channelPaths.sentMessage.pattern, manages, async c => {
    const id = idOf(c)
    const facts = await c.var.read(async tx => {
      const message = await getSent(tx, id)
      const { organisation_id, subject_id } = message
      const kept = await keptHow(tx, { organisation_id, kind: 'mail', subjects: subject_id ? [subject_id] : [] })
      return { message, kept, told: await tellOf(tx, message) }
    })
    return c.html(html(<SentMessagePage chrome={await c.var.chrome({ live: ['mail'] })} {...facts} />))
  })
  .get(channelPaths.sentHtml.pattern, manages, async c => {
    const { text, html: written } = await c.var.read(tx => getSent(tx, idOf(c)))
    return frameResponse({ html: written ?? htmlFrom(text), text, pictureAt: () => undefined })
  })
  .get(channelPaths.sentRaw.pattern, manages, async c => {
    const message = await c.var.read(tx => getSent(tx, idOf(c)))
    return rawMessage(c.var.db, message, c.var.organisations)
  })
  .post(channelPaths.sendAgain.pattern, manages, async c => {
    await c.var.write(tx => sendAgain(tx, c.var.actor, { id: idOf(c) }, now()))
    return back(c)
  })
  .post(channelPaths.markArrived.pattern, manages, async c => {
    await c.var.write(tx => markArrived(tx, c.var.actor, { id: idOf(c) }, now()))
    return back(c)
  })
  .post(channelPaths.cancelSending.pattern, manages, async c => {
    const id = idOf(c)
    await c.var.write(async tx => {
      await getSent(tx, id)
      await cancelSending(tx, c.var.actor, { id }, now())
    })
    return back(c)
  })
