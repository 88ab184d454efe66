import { type Context, Hono } from 'hono'
import { read, write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { homeOf } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { noticeOf } from './kinds.rules.ts'
import { unsubscribe } from './settings.actions.ts'
import { UnsubscribedPage, UnsubscribePage } from './unsubscribe.pages.tsx'
import { noticesKey, readUnsubscribe, type Unsubscribe } from './unsubscribe-token.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** What a link asks for, and the organisation of whom it speaks for. A link that is not ours gets the answer of one that is no more. */
async function asked(c: Context<Env>): Promise<Unsubscribe & { organisation_id: string }> {
  const token = c.req.param('token') ?? ''
  const found = await read(c.var.db, NOBODY, async tx => {
    const said = readUnsubscribe(await noticesKey(tx), token)
    const organisation_id = said && (await homeOf(tx, said.person_id))
    return organisation_id ? { ...said, organisation_id } : undefined
  })
  return found ?? channelProblems.raise('link-not-ours')
}

const titleOf = ({ kind }: Unsubscribe) => (kind === 'all' ? undefined : noticeOf(kind).title)

// The link itself is the right to do this: it was sent to the one whom it concerns, and does nothing else.
export const unsubscribeRoutes = new Hono<Env>()
  .get(channelPaths.unsubscribe.pattern, open(), async c => {
    const said = await asked(c)
    const { frame } = await c.var.chrome()
    return c.html(html(<UnsubscribePage frame={frame} token={c.req.param('token')} title={titleOf(said)} />))
  })
  .post(channelPaths.unsubscribe.pattern, open(), async c => {
    const { person_id, organisation_id, kind } = await asked(c)
    const author = { person_id, name: 'A link in a message' }
    await write(c.var.db, { person_id: undefined, organisations: [organisation_id] }, tx =>
      unsubscribe(tx, author, { person_id, organisation_id, kind }, now()),
    )
    const { frame } = await c.var.chrome()
    return c.html(html(<UnsubscribedPage frame={frame} title={titleOf({ person_id, kind })} />))
  })
