import type { Context } from 'hono'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { Problem } from '#platform/problem.ts'

/** The case that continues another's, by the reference that had: among those the asker may read. */
async function findContinued(tx: Read, reference: string, asked_by?: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases.continuations as k')
    .innerJoin('cases.cases as c', 'c.id', 'k.case_id')
    .select('c.reference')
    .where('k.from_reference', '=', reference)
    .$if(asked_by !== undefined, query => query.where('c.requester_id', '=', asked_by!))
    .orderBy('k.continued_at', 'desc')
    .executeTakeFirst()
  return row?.reference
}

/** Shows a case; where there is none by that reference any more for whoever asks, sends them to the one that continues it. */
export async function orWhereItWent(
  c: Context<Env>,
  show: () => Promise<Response>,
  went: { readonly to: (place: { reference: string }) => string; readonly asked_by?: string },
): Promise<Response> {
  try {
    return await show()
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error
    const reference = await c.var.read(tx => findContinued(tx, c.req.param('reference') ?? '', went.asked_by))
    if (!reference) throw error
    return c.redirect(went.to({ reference }), 303)
  }
}
