import type { JobContext } from '#platform/jobs/define.ts'
import { Problem } from '#platform/problem.ts'
import { absolute } from '#platform/site.ts'
import { type Said, takeToSend, tryLater } from './attempt.actions.ts'
import { type Called, callHook } from './call-hook.ts'
import { findHook, type Hook } from './hook.queries.ts'
import type { ReadSubject } from './reader.ts'
import { settleDeliveries } from './settle-delivery.actions.ts'

/** Tells a hook what of a bundle is due. Each try is marked before it is made; what the other side says settles it. */
export async function deliverByHook(
  context: JobContext,
  read: ReadSubject,
  { bundle, person_id }: { bundle: string; person_id: string | null },
): Promise<void> {
  const { now } = context
  const said = await context.write(tx => takeToSend(tx, { bundle, person_id, read, again: true }, now))
  for (const one of said) {
    const hook = await context.read(tx => findHook(tx, one.taken.hook_id ?? ''))
    const called: Called = hook?.active
      ? await call(hook, one, now)
      : { ok: false, why: 'It was turned off or taken away.', again: false }
    await context.write(async tx => {
      if (called.ok) await settleDeliveries(tx, { ids: [one.taken.delivery_id], state: 'sent' }, now)
      else await tryLater(tx, { taken: one.taken, ...called }, now)
      const last = { last_answer: called.ok ? null : called.why, last_at: now }
      if (hook) await tx.updateTable('channels.hooks').set(last).where('id', '=', hook.id).execute()
    })
  }
}

async function call(hook: Hook, { taken: { delivery_id, notice }, facts }: Said, now: Date): Promise<Called> {
  const { kind, path, happened_at } = notice
  const told = { id: delivery_id, kind, facts, url: absolute(path), happened_at, shows_subject: hook.shows_subject }
  try {
    return await callHook(hook, told, now)
  } catch (error) {
    // Its address was sealed with a key that is no longer here: somebody has to enter it again.
    if (error instanceof Problem) return { ok: false, why: error.message, again: false }
    throw error
  }
}
