import { sql } from 'kysely'
import { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

const COLUMNS = [
  ...(['id', 'organisation_id', 'team_id', 'to_team_id', 'divided', 'people_go', 'takes_effect_at', 'state'] as const),
  ...(['cases_moved', 'pointed', 'planned_by', 'planned_by_name', 'planned_at', 'confirmed_by'] as const),
  ...(['confirmed_by_name', 'confirmed_at', 'done_at'] as const),
] as const

const some = (tx: Read) => tx.selectFrom('cases.reorganisations').select(COLUMNS)
type Row = Awaited<ReturnType<ReturnType<typeof some>['executeTakeFirstOrThrow']>>
export interface Reorganisation extends Omit<Row, 'divided' | 'pointed'> {
  /** A category's path, and the team it goes to. */
  readonly divided: Readonly<Record<string, string>>
  /** How much of each kind was pointed elsewhere. */
  readonly pointed: Readonly<Record<string, number>>
}

const kept = z.object({ divided: z.record(z.string(), z.string()), pointed: z.record(z.string(), z.number()) })
const planFrom = (row: Row): Reorganisation => ({ ...row, ...kept.parse(row) })

/** Raises `cases.reorganisation-not-found`. */
export async function getReorganisation(tx: Read, id: string): Promise<Reorganisation> {
  const row = await some(tx).where('id', '=', id).executeTakeFirst()
  return row ? planFrom(row) : caseProblems.raise('reorganisation-not-found')
}

/** Keeps others from going on with it until the transaction ends. */
export async function lockReorganisation(tx: Write, id: string): Promise<Reorganisation> {
  const row = await some(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? planFrom(row) : caseProblems.raise('reorganisation-not-found')
}

/** What is planned or was done with a team, the latest first. */
export async function listReorganisations(tx: Read, team_id: string): Promise<Reorganisation[]> {
  const rows = await some(tx).where('team_id', '=', team_id).orderBy('planned_at', 'desc').limit(20).execute()
  return rows.map(planFrom)
}

/** The organisations a team works for; none for who may not ask. */
export async function servedBy(tx: Read, team_id: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] | null }>`select cases.served_by(${team_id}) as ids`.execute(tx)
  return rows[0]?.ids ?? []
}
