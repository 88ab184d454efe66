import type { Read } from '#platform/database/transaction.ts'
import type { NoticeName, Words } from './kinds.rules.ts'

export interface OwnWords extends Words {
  readonly kind: string
  readonly version: number
  readonly changed_at: Date
}

const COLUMNS = ['kind', 'subject', 'body', 'short', 'version', 'changed_at'] as const

/** An organisation's own words for a kind; undefined where it uses the standard ones. */
export const getWords = (tx: Read, organisation_id: string, kind: NoticeName): Promise<OwnWords | undefined> =>
  tx
    .selectFrom('channels.notification_words')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('kind', '=', kind)
    .executeTakeFirst()

/** Every kind for which an organisation has words of its own. */
export const listWords = (tx: Read, organisation_id: string): Promise<OwnWords[]> =>
  tx.selectFrom('channels.notification_words').select(COLUMNS).where('organisation_id', '=', organisation_id).execute()
