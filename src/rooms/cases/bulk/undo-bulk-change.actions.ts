import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { classifyCase, prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { caseProblems } from '../problems.ts'
import { touched } from '../touch.ts'
import { forEach } from './bulk-change.actions.ts'
import type { Before, Kept } from './bulk-change.rules.ts'

const BECAUSE = 'Closed together with others by mistake'

/**
 * Puts the cases of a bulk change back as they were, each by the ordinary acts, so that the record says both. A case that was changed
 * since is left as it is now, and named. Only for who did it, and once: raises `cases.change-not-found`, `cases.already-undone`.
 */
export async function undoMany(tx: Write, author: Author, id: string, now: Date): Promise<void> {
  const change = await tx
    .selectFrom('cases.bulk_changes')
    .select(['before', 'undone_at'])
    .where('id', '=', id)
    .where('person_id', '=', author.person_id ?? '')
    .forUpdate()
    .executeTakeFirst()
  if (!change) return caseProblems.raise('change-not-found')
  if (change.undone_at) caseProblems.raise('already-undone')
  // Written by changeMany.
  const kept = change.before as Kept
  const before = new Map(kept.done.map(each => [each.reference, each]))
  const refused = await forEach(tx, [...before.keys()], reference => putBack(tx, author, before.get(reference)!, now))
  const after: Kept = { ...kept, undone: { refused } }
  await tx
    .updateTable('cases.bulk_changes')
    .set({ undone_at: now, before: JSON.stringify(after) })
    .where('id', '=', id)
    .execute()
}

async function putBack(tx: Write, author: Author, before: Before, now: Date): Promise<void> {
  const { reference } = before
  const theCase = await lockCase(tx, reference, before.version)
  if (theCase.state === 'closed' && before.state !== 'closed') return reopenAs(tx, author, theCase, before, now)
  if (theCase.category_id !== before.category_id)
    await classifyCase(tx, author, { reference, category_id: before.category_id }, now)
  if (theCase.impact !== before.impact || theCase.urgency !== before.urgency)
    await prioritiseCase(tx, author, { reference, impact: before.impact, urgency: before.urgency }, now)
  const { team_id, assignee_id } = before
  await assignCase(tx, author, { reference, team_id, assignee_id }, now)
  if (before.state === 'new') await asNew(tx, theCase, now)
}

/** Reopened, and then resolved, or held, as it was. */
async function reopenAs(tx: Write, author: Author, theCase: Case, before: Before, now: Date): Promise<void> {
  const { reference, hold_reason, closure_code, resolution } = before
  await reopenCase(tx, author, { reference, because: BECAUSE }, now)
  if (before.state === 'resolved')
    await resolveCase(
      tx,
      author,
      { reference, closure_code: closure_code ?? 'solved', resolution: resolution ?? '' },
      now,
    )
  const until = before.held_until ? new Date(before.held_until) : undefined
  if (hold_reason) await holdCase(tx, author, { reference, reason: hold_reason, until }, now)
  if (before.state === 'new') await asNew(tx, theCase, now)
}

/** Nobody had begun: taking it back from who took it makes it new again. */
const asNew = (tx: Write, theCase: Case, now: Date) =>
  tx
    .updateTable('cases.cases')
    .set({ ...touched(now), state: 'new' })
    .where('id', '=', theCase.id)
    .where('state', '=', 'in_progress')
    .execute()
