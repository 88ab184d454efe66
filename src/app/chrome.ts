import type { Context } from 'hono'
import { type Read, read } from '#platform/database/transaction.ts'
import type { Actor } from '#platform/http/actor.ts'
import type { Chrome, Env } from '#platform/http/env.ts'
import { livePaths } from '#platform/live/stream.routes.tsx'
import type { Assets, Frame } from '#platform/ui/layout/frame.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { navigationFor } from './navigation.ts'

const REMEMBER_MS = 10_000
const ours = { name: 'Moothall', short_name: 'Moothall', colour: 'teal' }
type Brand = typeof ours

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
      path: url.pathname + url.search,
      live: options.live && actor ? livePaths.stream({}, { topics: options.live.join(',') }) : undefined,
    }
    return { frame, rail: actor ? await navigationFor(c.var.db, actor, url.search) : [] }
  }
}

async function brandFrom(tx: Read, organisation_id: string): Promise<Brand> {
  const { name, short_name, accent } = await getOrganisation(tx, organisation_id)
  return { name, short_name, colour: accent }
}
