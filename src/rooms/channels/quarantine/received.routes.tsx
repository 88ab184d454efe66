import { type Context, Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { ignoreMessages, listSender, restoreMessages, tryAgain } from './quarantine.actions.ts'
import { getReceivedWhole } from './received-whole.queries.ts'

/** One step, then the message again, which says what was done. */
async function settle(c: Context<Env>, done: string, act: (tx: Write, id: string) => Promise<unknown>) {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) return channelProblems.raise('message-not-found')
  await c.var.write(tx => act(tx, id))
  return c.redirect(channelPaths.received({ id }, { done }), 303)
}

async function listOf(c: Context<Env>, tx: Write, id: string, list: 'allowed' | 'blocked') {
  const { from_address } = await getReceivedWhole(tx, id)
  if (from_address) await listSender(tx, c.var.actor, { id, address: from_address, list }, now())
}

/** What may be done with a message that waits, other than filing it. */
export const receivedRoutes = new Hono<Env>()
  .post(channelPaths.ignore.pattern, may('cases.work'), c =>
    settle(c, 'ignored', (tx, id) => ignoreMessages(tx, c.var.actor, { ids: [id] }, now())),
  )
  .post(channelPaths.restore.pattern, may('cases.work'), c =>
    settle(c, 'restored', (tx, id) => restoreMessages(tx, c.var.actor, { ids: [id] }, now())),
  )
  .post(channelPaths.tryAgain.pattern, may('cases.work'), c =>
    settle(c, 'again', (tx, id) => tryAgain(tx, c.var.actor, { id }, now())),
  )
  .post(channelPaths.blockSender.pattern, may('cases.work'), c =>
    settle(c, 'blocked', (tx, id) => listOf(c, tx, id, 'blocked')),
  )
  .post(channelPaths.allowSender.pattern, may('cases.work'), c =>
    settle(c, 'allowed', (tx, id) => listOf(c, tx, id, 'allowed')),
  )
