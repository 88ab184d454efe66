import { Hono } from 'hono'
import type { Held } from '#platform/holdings/holding.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import { HeldPage } from './held.pages.tsx'

/** What is held of an organisation, by kind of record: the page everything else of this room is found from. */
export const heldRoutes = (held: Held) =>
  new Hono<Env>().get(informationPaths.index.pattern, may('information.manage'), async c => {
    const organisation = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation')))
    const managesPeople = holdsIn(c.var.actor, 'people.manage', organisation.id)
    return c.html(html(<HeldPage chrome={await c.var.chrome()} facts={{ organisation, held, managesPeople }} />))
  })
