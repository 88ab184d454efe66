import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { peopleProblems } from '../problems.ts'
import type { Foresight } from './foresight.ts'
import { changedMeanwhile, type Impact, mostChanged } from './impact.rules.ts'
import { lockProposal, type Proposal } from './proposal.queries.ts'

export interface Propose {
  readonly organisation_id: string
  readonly kind: 'calendar' | 'targets' | 'policy'
  readonly subject_id: string
  readonly base: string
  readonly content: object
  readonly foresight: Foresight
}

/** Keeps a change with what it would do, to be confirmed or dropped. Nothing is changed. What takes long is worked out in the background. */
export async function propose(tx: Write, author: Author, command: Propose, now: Date): Promise<{ id: string }> {
  const id = newId()
  const { content, foresight, ...row } = command
  await tx
    .insertInto('people.change_proposals')
    .values({
      ...{ ...row, id, content: JSON.stringify(content), impact: JSON.stringify(foresight.impact) },
      ...{ proposed_by: author.person_id ?? null, proposed_by_name: author.name, proposed_at: now, looked_at: now },
    })
    .execute()
  await foresight.later?.begin(tx, { id, organisation_id: command.organisation_id })
  return { id }
}

/** Keeps what is found of a proposal in the background so far. */
export const keepForeseen = (tx: Write, id: string, impact: Impact) =>
  tx
    .updateTable('people.change_proposals')
    .set({ impact: JSON.stringify(impact) })
    .where('id', '=', id)
    .execute()

/** Keeps what a proposal would do by now, which was shown again. */
async function lookAgain(tx: Write, _: Author, command: { id: string; impact: Impact }, now: Date): Promise<void> {
  await tx
    .updateTable('people.change_proposals')
    .set({ impact: JSON.stringify(command.impact), looked_at: now })
    .where('id', '=', command.id)
    .execute()
}

/** Ends a proposal: it was applied by the caller, in the same transaction, or dropped. Raises what `lockProposal` raises. */
export async function decide(
  tx: Write,
  _: Author,
  command: { id: string; subject_id: string; decision: 'applied' | 'dropped' },
  now: Date,
): Promise<void> {
  await lockProposal(tx, command.subject_id, command.id)
  await tx
    .updateTable('people.change_proposals')
    .set({ decided_at: now, decision: command.decision })
    .where('id', '=', command.id)
    .execute()
}

export interface Confirm {
  readonly proposal: Proposal
  /** What the subject is now: the change was made from `proposal.base`. */
  readonly base: string
  /** What the change would do by now. */
  readonly foresight: Foresight
  /** Makes the change, in this transaction. */
  readonly apply: () => Promise<unknown>
}

/**
 * Makes a change that was looked at, exactly as it was kept; unless cases have changed too much since, when it is to be looked at again.
 * The caller has locked it. Raises `people.proposal-outdated` when its subject has changed, `people.proposal-unfinished`.
 */
export async function confirm(
  tx: Write,
  author: Author,
  { proposal, base, foresight, apply }: Confirm,
  now: Date,
): Promise<'applied' | 'look again'> {
  const { id, subject_id } = proposal
  if (proposal.base !== base) peopleProblems.raise('proposal-outdated')
  if (proposal.impact.unfinished) peopleProblems.raise('proposal-unfinished')
  const { impact, later } = foresight
  const changed = later
    ? (await later.changedSince(tx, proposal.looked_at)) > mostChanged(proposal.impact)
    : changedMeanwhile(proposal.impact, impact)
  if (changed) {
    await lookAgain(tx, author, { id, impact }, now)
    await later?.begin(tx, proposal)
    return 'look again'
  }
  await apply()
  await decide(tx, author, { id, subject_id, decision: 'applied' }, now)
  return 'applied'
}

/** Said with the figures of now, or while they are being worked out. */
export const CHANGED_MEANWHILE =
  'Cases have changed since you looked, so it is worked out anew. Confirm again if the figures are as you wish.'
export const OUTDATED = peopleProblems.of('proposal-outdated').message
