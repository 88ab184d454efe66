import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Case } from '../case.queries.ts'
import { fillSignature } from './signature.rules.ts'

/** How the team that has a case signs, its gaps filled; null when it has said nothing. */
export async function signatureFor(tx: Read, theCase: Case, analyst: string): Promise<string | null> {
  if (!theCase.team_id) return null
  const { rows } = await sql<{ body: string | null }>`select cases.signature_of(${theCase.team_id}) as body`.execute(tx)
  const body = rows[0]?.body
  if (!body) return null
  return fillSignature(body, { analyst, team: theCase.team ?? '', organisation: theCase.organisation })
}
