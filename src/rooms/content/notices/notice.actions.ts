import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { noticeEdited, noticePublished } from '../events.ts'
import { lockNotice } from './notice.queries.ts'

export interface NoticeFields {
  readonly title: string
  readonly body: string
  readonly starts_at: Date
  readonly ends_at: Date | null
}

/** Tells an organisation's people of a known problem or planned work, from when it starts until it ends. */
export async function publishNotice(
  tx: Write,
  author: Author,
  command: NoticeFields & { organisation_id: string },
  now: Date,
): Promise<{ id: string }> {
  const organisation = await lockOrganisation(tx, command.organisation_id)
  const id = newId()
  await tx
    .insertInto('content.notices')
    .values({ ...command, id })
    .execute()
  const payload = { notice_id: id, title: command.title }
  await record(tx, author, noticePublished, subjectOf(organisation.id), payload, now)
  return { id }
}

/** Changes a notice, or ends it by saying when. Raises `content.notice-not-found`. */
export async function editNotice(
  tx: Write,
  author: Author,
  command: NoticeFields & { id: string },
  now: Date,
): Promise<void> {
  const { id, ...fields } = command
  const notice = await lockNotice(tx, id)
  const changes = changesBetween(inText(notice), inText(fields))
  if (Object.keys(changes).length === 0) return
  await lockOrganisation(tx, notice.organisation_id)
  await tx.updateTable('content.notices').set(fields).where('id', '=', id).execute()
  await record(tx, author, noticeEdited, subjectOf(notice.organisation_id), { notice_id: id, changes }, now)
}

/** Ends a notice now, unless it has ended. */
export async function endNotice(tx: Write, author: Author, id: string, now: Date): Promise<void> {
  const { title, body, starts_at, ends_at } = await lockNotice(tx, id)
  if (!ends_at || ends_at > now) await editNotice(tx, author, { id, title, body, starts_at, ends_at: now }, now)
}

const subjectOf = (id: string) => ({ id, organisation_id: id })

const inText = ({ title, body, starts_at, ends_at }: NoticeFields) => ({
  ...{ title, body, starts_at: starts_at.toISOString(), ends_at: ends_at?.toISOString() ?? null },
})
