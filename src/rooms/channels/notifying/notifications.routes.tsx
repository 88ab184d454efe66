import { type Context, Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { type Actor, holds, organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { enteredFrom, listOf } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { isNotice, noticesFor } from './kinds.rules.ts'
import { markNoticesRead } from './notification.actions.ts'
import { type Filter, findOwnNotification, listNotifications, type Sides } from './notification.queries.ts'
import { NotificationsPage } from './notifications.pages.tsx'
import { noticesTopic } from './tell.jobs.ts'

const SAID = { read: 'Marked as read.' }

/** Where somebody may be told of cases, on each side. */
export const sidesOf = (actor: Actor): Sides => ({
  person_id: actor.person_id,
  staff: organisationsFor(actor, 'cases.read'),
  requester: organisationsFor(actor, 'cases.ask'),
})

function filterOf(c: Context<Env>): Filter {
  const kind = c.req.query('kind')
  return {
    show: c.req.query('show') === 'unread' ? 'unread' : 'all',
    kind: kind && isNotice(kind) ? kind : undefined,
    page: Math.min(1000, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1)),
  }
}

export const notificationRoutes = new Hono<Env>()
  .get(channelPaths.notifications.pattern, may('cases.ask', 'cases.read'), async c => {
    const { actor } = c.var
    const filter = filterOf(c)
    const facts = await c.var.read(async tx => ({
      ...(await listNotifications(tx, sidesOf(actor), filter)),
      zone: await zoneOf(c, tx),
    }))
    const kinds = noticesFor(holds(actor, 'cases.read'))
    const chrome = withNotice(await c.var.chrome({ live: [noticesTopic(actor.person_id)] }), SAID, c.req.query('done'))
    return c.html(html(<NotificationsPage {...{ chrome, ...facts, filter, kinds }} now={now()} />))
  })
  .post(channelPaths.readNotifications.pattern, may('cases.ask', 'cases.read'), async c => {
    const form = enteredFrom(new URLSearchParams(await c.req.text()))
    const { person_id } = c.var.actor
    const ids = form.all === 'yes' ? undefined : listOf(form.id).filter(isId)
    await c.var.write(tx => markNoticesRead(tx, { person_id, ...(ids && { ids }) }, now()))
    return c.redirect(channelPaths.notifications({}, { done: 'read' }), 303)
  })
  /** Opens what a notice is about, and so has read it. */
  .get(channelPaths.notification.pattern, may('cases.ask', 'cases.read'), async c => {
    const id = c.req.param('id')
    const { actor } = c.var
    const found = isId(id) ? await c.var.read(tx => findOwnNotification(tx, sidesOf(actor), id)) : undefined
    if (!found) return channelProblems.raise('notice-not-found')
    const guessed = c.req.header('x-sec-purpose') === 'prefetch'
    if (!found.read_at && !guessed)
      await c.var.look(tx => markNoticesRead(tx, { person_id: actor.person_id, ids: [id] }, now()))
    return c.redirect(found.path, 303)
  })

/** A person reads times on the wall of their own organisation, when they may see it here. */
async function zoneOf(c: Context<Env>, tx: Parameters<typeof getOrganisation>[0]): Promise<string> {
  const { home_organisation_id } = c.var.actor
  if (!c.var.organisations.includes(home_organisation_id)) return 'Europe/London'
  return (await getOrganisation(tx, home_organisation_id)).zone
}
