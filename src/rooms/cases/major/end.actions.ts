import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { endNotice } from '#rooms/content/index.ts'
import { majorChanged, majorClosed, majorReopened, majorResolved, majorReviewed } from './events.ts'
import { remindOfUpdate, resolveAffected } from './keep-informed.jobs.ts'
import { lockFor } from './lock-for.ts'
import { nextUpdateDue, ROLES, type Role } from './major.rules.ts'

const set = (tx: Write, id: string, values: object) =>
  tx.updateTable('cases.major_incidents').set(values).where('id', '=', id).execute()

/** It is over: the banner goes, and every case that follows is resolved in the same words. */
export async function resolveMajor(
  tx: Write,
  author: Author,
  command: { reference: string; resolution: string },
  now: Date,
): Promise<void> {
  const major = await lockFor(tx, 'resolve', command.reference)
  const { resolution } = command
  const { id, organisation_id } = major
  await set(tx, id, { state: 'resolved', resolved_at: now, resolution, next_update_due_at: null })
  if (major.notice_id) await endNotice(tx, author, major.notice_id, now)
  await unqueue(tx, `major:${id}`)
  const who = { person_id: author.person_id ?? null, name: author.name }
  await enqueue(tx, resolveAffected, organisation_id, { major_id: id, ...who }, { key: `major-resolve:${id}` })
  await record(tx, author, majorResolved, major, { resolution, cases: major.cases }, now, {
    topics: ['cases', 'major'],
  })
}

/** It was not over. Cases already resolved are reopened one by one, by whoever finds that theirs is not mended. */
export async function reopenMajor(
  tx: Write,
  author: Author,
  command: { reference: string; because: string },
  now: Date,
): Promise<void> {
  const major = await lockFor(tx, 'reopen', command.reference)
  const { id, organisation_id, reference, update_minutes } = major
  const next_update_due_at = nextUpdateDue(now, update_minutes)
  await set(tx, id, { state: 'open', resolved_at: null, next_update_due_at, reminded_at: null })
  await enqueue(tx, remindOfUpdate, organisation_id, { reference }, { at: next_update_due_at, key: `major:${id}` })
  await record(tx, author, majorReopened, major, { because: command.because }, now, { topics: ['major'] })
}

export interface Review {
  readonly reference: string
  readonly cause: string
  readonly effect: string
  readonly fix: string
  readonly prevention: string
}

/** What happened, whom it touched, what mended it, and what keeps it from happening again (requirement S-69). */
export async function reviewMajor(tx: Write, author: Author, command: Review, now: Date): Promise<void> {
  const major = await lockFor(tx, 'review', command.reference)
  const { reference, ...words } = command
  await set(tx, major.id, { ...words, reviewed_at: now, reviewed_by: author.person_id ?? null })
  await record(tx, author, majorReviewed, major, { reference }, now, { topics: ['major'] })
}

/** Closes it for good, once it has its review. */
export async function closeMajor(tx: Write, author: Author, command: { reference: string }, now: Date): Promise<void> {
  const major = await lockFor(tx, 'close', command.reference)
  await set(tx, major.id, { state: 'closed', closed_at: now })
  await record(tx, author, majorClosed, major, { reference: major.reference }, now, { topics: ['major'] })
}

export interface ChangeMajor {
  readonly reference: string
  readonly affected: string
  readonly workaround: string
  readonly update_minutes: number
  readonly roles: Readonly<Record<Role, { id: string; name: string } | null>>
}

/** Who does what, what is affected, and how often everybody is to hear. Each change is told. */
export async function changeMajor(tx: Write, author: Author, command: ChangeMajor, now: Date): Promise<void> {
  const major = await lockFor(tx, 'change', command.reference)
  const { affected, workaround, update_minutes, roles } = command
  const changes = [
    ...(Object.keys(ROLES) as Role[])
      .filter(role => (roles[role]?.id ?? null) !== major[role])
      .map(role => ({ what: ROLES[role], now: roles[role]?.name ?? 'nobody' })),
    ...(affected === major.affected ? [] : [{ what: 'What is affected', now: affected }]),
    ...(workaround === major.workaround ? [] : [{ what: 'Workaround', now: workaround }]),
    ...(update_minutes === major.update_minutes ? [] : [{ what: 'Updates', now: `every ${update_minutes} minutes` }]),
  ]
  if (changes.length === 0) return
  const ids = Object.fromEntries((Object.keys(ROLES) as Role[]).map(role => [role, roles[role]?.id ?? null]))
  await set(tx, major.id, { affected, workaround, update_minutes, ...ids })
  for (const change of changes) await record(tx, author, majorChanged, major, change, now, { topics: ['major'] })
}

/** Says that a burst of like cases is nothing, for the next hours. */
export async function dismissBurst(
  tx: Write,
  command: { organisation_ids: readonly string[]; category: string },
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + 4 * 3_600_000)
  const { category } = command
  await sql`
    insert into cases.dismissed_bursts (organisation_id, category, until)
    select organisation_id, path, ${until} from catalogue.published_categories
    where path = ${category} and organisation_id = any (${[...command.organisation_ids]}::uuid[])
    on conflict (organisation_id, category) do update set until = excluded.until`.execute(tx)
}
