import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { templateDeleted, templateSaved } from '../events.ts'
import { contentProblems } from '../problems.ts'
import type { Template } from './template.queries.ts'

export interface SaveTemplate {
  readonly name: string
  readonly body: string
}

/** Adds a canned reply to an organisation. Raises `platform.already-exists` when it has one of that name. */
export async function addTemplate(
  tx: Write,
  author: Author,
  { organisation_id, name, body }: SaveTemplate & { organisation_id: string },
  now: Date,
): Promise<void> {
  const id = newId()
  await tx.insertInto('content.templates').values({ id, organisation_id, name, body }).execute()
  await record(tx, author, templateSaved, { id, organisation_id }, { name, body, before: null }, now)
}

export async function changeTemplate(
  tx: Write,
  author: Author,
  { id, name, body }: SaveTemplate & { id: string },
  now: Date,
): Promise<void> {
  const before = await lockTemplate(tx, id)
  if (before.name === name && before.body === body) return
  await tx.updateTable('content.templates').set({ name, body }).where('id', '=', id).execute()
  const payload = { name, body, before: { name: before.name, body: before.body } }
  await record(tx, author, templateSaved, before, payload, now)
}

/** Takes a canned reply away. What was sent with it stays as it was sent. */
export async function deleteTemplate(tx: Write, author: Author, id: string, now: Date): Promise<void> {
  const before = await lockTemplate(tx, id)
  await tx.deleteFrom('content.templates').where('id', '=', id).execute()
  await record(tx, author, templateDeleted, before, { name: before.name, body: before.body }, now)
}

async function lockTemplate(tx: Write, id: string): Promise<Template> {
  const found = await tx
    .selectFrom('content.templates')
    .select(['id', 'organisation_id', 'team_id', 'name', 'body'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found ?? contentProblems.raise('reply-not-found')
}
