import type { Context } from 'hono'
import { sql } from 'kysely'
import { type Read, read } from '#platform/database/transaction.ts'
import { type Actor, holds, organisationsFor } from '#platform/http/actor.ts'
import type { Chrome, Env } from '#platform/http/env.ts'
import { STOP_VIEWING, type Viewing } from '#platform/http/viewing.ts'
import { livePaths } from '#platform/live/stream.routes.tsx'
import { timeAt } from '#platform/time/say.ts'
import type { Assets, Frame } from '#platform/ui/layout/frame.ts'
import { channelPaths, countUnread, noticesTopic } from '#rooms/channels/index.ts'
import { getOrganisation, peoplePaths } from '#rooms/people/index.ts'
import { navigationFor } from './navigation.ts'

const REMEMBER_MS = 10_000
const ours = { name: 'Moothall', short_name: 'Moothall', colour: 'teal' }
type Brand = typeof ours & { logo?: string | undefined }

/** What surrounds every page. Brands change a few times in years, so each is remembered for a moment. */
export function chromeMaker(assets: Assets) {
  const remembered = new Map<string, { at: number; brand: Promise<Brand> }>()
  const brandOf = (c: Context<Env>, organisation_id: string) => {
    const known = remembered.get(organisation_id)
    if (known && Date.now() - known.at < REMEMBER_MS) return known.brand
    const brand = read(c.var.db, { person_id: undefined, organisations: [organisation_id] }, tx =>
      brandFrom(tx, organisation_id),
    )
    remembered.set(organisation_id, { at: Date.now(), brand })
    brand.catch(() => remembered.delete(organisation_id))
    return brand
  }
  return async (c: Context<Env>, options: { live?: readonly string[] }): Promise<Chrome> => {
    const actor: Actor | undefined = c.var.visitor
    const url = new URL(c.req.url)
    const frame: Frame = {
      assets,
      organisation: actor ? await brandOf(c, actor.home_organisation_id) : ours,
      person: actor && { name: actor.name },
      viewing: actor?.viewing && (await viewingOf(c, actor.viewing)),
      warning: actor && LOOKS_AFTER.some(one => holds(actor, one)) ? await warningOf(c) : undefined,
      path: url.pathname + url.search,
      notices: actor && { href: channelPaths.notifications(), unread: await unreadOf(c, actor) },
      live: options.live && actor ? livePaths.stream({}, { topics: topicsFor(actor, options.live) }) : undefined,
    }
    return { frame, rail: actor ? await navigationFor(c.var.db, actor, url.search) : [] }
  }
}

/** In the zone of whom they see as. */
async function viewingOf(c: Context<Env>, viewing: Viewing): Promise<Frame['viewing']> {
  const { name, organisation_id, ends_at, over } = viewing
  const nobody = { person_id: undefined, organisations: [organisation_id] }
  const { zone } = await read(c.var.db, nobody, tx => getOrganisation(tx, organisation_id))
  return { name, viewer: viewing.viewer.name, until: timeAt(ends_at, zone), over, stop: STOP_VIEWING }
}

// Whoever may put things right, or tell somebody who can.
const LOOKS_AFTER = ['people.manage', 'mail.manage', 'audit.read']

const RESTORED = `This database was restored from a backup. Nothing is sent, no timer runs and programs’ tokens are refused, until
  whoever runs this installation has said so with “moothall restored”. Messages are held then, and nobody gets one twice.`

/** That this is a restored backup: asked each time, by the few who must see it. */
async function warningOf(c: Context<Env>): Promise<string | undefined> {
  const nobody = { person_id: undefined, organisations: [] }
  const { rows } = await read(c.var.db, nobody, tx =>
    sql<{ restored_at: Date | null }>`select platform.restored_at() as restored_at`.execute(tx),
  )
  return rows[0]?.restored_at ? RESTORED : undefined
}

/** A page that hears of changes hears of its reader's own news as well. */
const topicsFor = (actor: Actor, live: readonly string[]) =>
  [...new Set([...live, noticesTopic(actor.person_id)])].join(',')

/** How many notices wait for somebody, where they may be told of cases. */
async function unreadOf(c: Context<Env>, actor: Actor): Promise<number> {
  const staff = organisationsFor(actor, 'cases.read')
  const requester = organisationsFor(actor, 'cases.ask')
  const identity = { person_id: actor.person_id, organisations: [...new Set([...staff, ...requester])] }
  if (identity.organisations.length === 0) return 0
  return read(c.var.db, identity, tx => countUnread(tx, { person_id: actor.person_id, staff, requester }))
}

async function brandFrom(tx: Read, organisation_id: string): Promise<Brand> {
  const { name, short_name, accent, logo } = await getOrganisation(tx, organisation_id)
  return { name, short_name, colour: accent, logo: logo ? peoplePaths.logo({ hash: logo }) : undefined }
}
