import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { showCase } from '../case.routes.tsx'
import { casePaths, forwardPaths, pendingPaths } from '../paths.ts'
import { sendNow, withdrawReply } from './pending-reply.actions.ts'

const asked = (c: Context<Env>) => ({ reference: c.req.param('reference') ?? '', reply_id: c.req.param('id') ?? '' })

/** What can no longer be done, since it went or was taken back meanwhile, is said on the case's page. */
async function orSay(c: Context<Env>, work: () => Promise<string>): Promise<Response> {
  try {
    return c.redirect(await work(), 303)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error
    return showCase(c, asked(c).reference, { status: 409, errors: [{ field: 'composer', message: error.message }] })
  }
}

export const pendingRoutes = new Hono<Env>()
  /** Taken back, it is in the composer again, as it was. */
  .post(pendingPaths.undo.pattern, may('cases.work'), c =>
    orSay(c, async () => {
      const pending = await c.var.write(tx => withdrawReply(tx, c.var.actor, asked(c), now()))
      const { reference } = asked(c)
      const undone = pending.id
      return pending.kind === 'reply'
        ? casePaths.reply({ reference }, { undone })
        : forwardPaths.forward({ reference, message: pending.entered.forwarded ?? '' }, { undone })
    }),
  )
  .post(pendingPaths.send.pattern, may('cases.work'), c =>
    orSay(c, async () => {
      await c.var.write(tx => sendNow(tx, c.var.actor, asked(c), now()))
      return casePaths.show({ reference: asked(c).reference })
    }),
  )
  .post(pendingPaths.cancel.pattern, may('cases.work'), c =>
    orSay(c, async () => {
      await c.var.write(tx => withdrawReply(tx, c.var.actor, asked(c), now()))
      return casePaths.show({ reference: asked(c).reference })
    }),
  )
