import { Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may, open } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { changeKey } from './our-key.actions.ts'
import { jwkOf, KEY_KINDS } from './our-key.ts'

const NOBODY = { person_id: undefined, organisations: [] }
const FRESH_SECONDS = 300

const change = z.object({
  what: z.enum(['make', 'use', 'drop']),
  kind: z.enum(KEY_KINDS).default('RS256'),
})

interface Keys {
  readonly public_key: string
  readonly next_public_key: string | null
}

/** Where a provider looks for our keys (RFC 7517), and changing them. */
export const ourKeyRoutes = new Hono<Env>()
  .get(peoplePaths.ourKeys.pattern, open(), async c => {
    const id = c.req.param('provider')
    if (!isId(id)) return peopleProblems.raise('provider-not-found')
    const { rows } = await read(c.var.db, NOBODY, tx =>
      sql<Keys>`select * from people.keys_of_provider(${id})`.execute(tx),
    )
    const [found] = rows
    if (!found) return peopleProblems.raise('provider-not-found')
    const keys = [found.public_key, found.next_public_key].flatMap(key => (key ? [jwkOf(key)] : []))
    c.header('cache-control', `public, max-age=${FRESH_SECONDS}`)
    return c.body(JSON.stringify({ keys }), 200, { 'content-type': 'application/jwk-set+json' })
  })
  .post(peoplePaths.providerKey.pattern, may('people.manage'), async c => {
    const id = c.req.param('id')
    const form = await parseForm(change, c.req.raw)
    if (!form.ok) return platformProblems.raise('bad-request')
    await c.var.write(tx => changeKey(tx, c.var.actor, { id, ...form.value }, now()))
    return c.redirect(peoplePaths.provider({ id }, { done: `key-${form.value.what}` }), 303)
  })
