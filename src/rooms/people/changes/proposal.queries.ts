import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import type { Impact } from './impact.rules.ts'

export interface Proposal<Content = unknown> {
  readonly id: string
  readonly organisation_id: string
  readonly kind: string
  readonly subject_id: string
  readonly base: string
  readonly content: Content
  readonly impact: Impact
  readonly proposed_by_name: string
  readonly proposed_at: Date
  readonly looked_at: Date
  readonly decision: string | null
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'kind', 'subject_id', 'base', 'content', 'impact', 'proposed_by_name'] as const),
  ...(['proposed_at', 'looked_at', 'decision'] as const),
] as const

// Written by `propose`, whose caller checked the content and counted the impact.
const asProposal = (row: object) => row as Proposal

/** Raises `people.proposal-not-found`, for a proposal about something else too. */
export async function getProposal(tx: Read, subject_id: string, id: string): Promise<Proposal> {
  const row = await tx
    .selectFrom('people.change_proposals')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('subject_id', '=', subject_id)
    .executeTakeFirst()
  return row ? asProposal(row) : peopleProblems.raise('proposal-not-found')
}

/** What is found so far of a proposal that nobody has decided yet. */
export async function readForeseen(tx: Read, id: string): Promise<Impact | undefined> {
  const row = await tx
    .selectFrom('people.change_proposals')
    .select('impact')
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return row && asProposal(row).impact
}

/** Keeps others from deciding it too. Raises `people.proposal-not-found`, `people.proposal-decided`. */
export async function lockProposal(tx: Write, subject_id: string, id: string): Promise<Proposal> {
  const row = await tx
    .selectFrom('people.change_proposals')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('subject_id', '=', subject_id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return peopleProblems.raise('proposal-not-found')
  return row.decision ? peopleProblems.raise('proposal-decided') : asProposal(row)
}

/** Changes of something that are waiting to be confirmed, the newest first. */
export async function listWaiting(tx: Read, subject_id: string): Promise<Proposal[]> {
  const rows = await tx
    .selectFrom('people.change_proposals')
    .select(COLUMNS)
    .where('subject_id', '=', subject_id)
    .where('decided_at', 'is', null)
    .orderBy('proposed_at', 'desc')
    .limit(10)
    .execute()
  return rows.map(asProposal)
}
