import type { Read } from '#platform/database/transaction.ts'

/** A reason for which nothing may be erased. */
export interface Hold {
  readonly id: string
  readonly kind: string
  readonly subject_id: string
  readonly because: string
  readonly set_by_name: string
  readonly set_at: Date
}

const COLUMNS = ['id', 'kind', 'subject_id', 'because', 'set_by_name', 'set_at'] as const

/** The holds that stand on any of these: an organisation, a person, cases. */
export const listHolds = (tx: Read, subjects: readonly string[]): Promise<Hold[]> =>
  tx
    .selectFrom('information.legal_holds')
    .select(COLUMNS)
    .where('lifted_at', 'is', null)
    .where('subject_id', 'in', [...subjects])
    .orderBy('set_at')
    .execute()
