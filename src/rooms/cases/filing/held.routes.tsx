import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { casePaths, mailPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { acceptMessage, type HeldMessage, makeOwnCase, rejectMessage } from './held.actions.ts'
import { logForOriginal } from './original-sender.actions.ts'

/** One step, then the case that it led to. */
async function settle(
  c: Context<Env>,
  act: (tx: Write, held: HeldMessage) => Promise<{ reference: string } | undefined>,
) {
  const message_id = c.req.param('message') ?? ''
  if (!isId(message_id)) return caseProblems.raise('not-found')
  const held = { reference: c.req.param('reference') ?? '', message_id }
  const { reference } = (await c.var.write(tx => act(tx, held))) ?? held
  return c.redirect(casePaths.show({ reference }), 303)
}

export const heldRoutes = new Hono<Env>()
  .post(mailPaths.accept.pattern, may('cases.work'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    return settle(c, async (tx, held) => {
      await acceptMessage(tx, c.var.actor, { ...held, copy: entered.copy === 'yes' }, now())
      return undefined
    })
  })
  .post(mailPaths.own.pattern, may('cases.work'), c =>
    settle(c, (tx, held) => makeOwnCase(tx, c.var.actor, held, now())),
  )
  .post(mailPaths.reject.pattern, may('cases.work'), c =>
    settle(c, async (tx, held) => {
      await rejectMessage(tx, c.var.actor, held, now())
      return undefined
    }),
  )
  .post(mailPaths.original.pattern, may('cases.work'), c =>
    settle(c, (tx, held) => logForOriginal(tx, c.var.actor, held, now())),
  )
