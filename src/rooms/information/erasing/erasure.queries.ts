import type { Read } from '#platform/database/transaction.ts'
import { informationProblems } from '../problems.ts'

const COLUMNS = [
  ...(['id', 'organisation_id', 'person_id', 'because', 'pseudonym', 'state', 'asked_by', 'asked_by_name'] as const),
  ...(['asked_at', 'confirmed_by', 'confirmed_at', 'done_at', 'changed'] as const),
] as const

const some = (tx: Read) => tx.selectFrom('information.erasures').select(COLUMNS)
export type Erasure = Awaited<ReturnType<ReturnType<typeof some>['executeTakeFirstOrThrow']>>

/** Raises `information.erasure-not-found`. */
export async function getErasure(tx: Read, id: string): Promise<Erasure> {
  return (await some(tx).where('id', '=', id).executeTakeFirst()) ?? informationProblems.raise('erasure-not-found')
}

/** A person's erasure that is under way or done, if there is one. */
export const findErasureOf = (tx: Read, person_id: string): Promise<Erasure | undefined> =>
  some(tx)
    .where('person_id', '=', person_id)
    .where('state', 'in', ['proposed', 'confirmed', 'done'])
    .orderBy('asked_at', 'desc')
    .executeTakeFirst()
