import type { Read } from '#platform/database/transaction.ts'
import { contentProblems } from '../problems.ts'

export interface Template {
  readonly id: string
  readonly organisation_id: string
  readonly team_id: string | null
  readonly name: string
  readonly body: string
}

const COLUMNS = ['id', 'organisation_id', 'team_id', 'name', 'body'] as const

/** A canned reply of that organisation; undefined when it is another's, or none. */
export const findTemplate = (tx: Read, organisation_id: string, id: string): Promise<Template | undefined> =>
  tx
    .selectFrom('content.templates')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .executeTakeFirst()

/** Raises `content.reply-not-found` alike for none and for another council's. */
export async function getTemplate(tx: Read, id: string): Promise<Template> {
  const found = await tx.selectFrom('content.templates').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return found ?? contentProblems.raise('reply-not-found')
}

/** Every canned reply the asker may see, by organisation and name. */
export const listTemplates = (tx: Read): Promise<Template[]> =>
  tx.selectFrom('content.templates').select(COLUMNS).orderBy('organisation_id').orderBy('name').execute()
