/*
 * Everybody affected by a major incident hears the same words on their own case, and hears again within the time that was promised.
 * Telling goes in small transactions, each going on from the last case told: however many there are, and whenever it dies.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { oneFor } from '../one-for.ts'
import { reply } from '../replying/reply.actions.ts'
import { listRequiredLeft } from '../tasks/planned.actions.ts'
import { majorUpdateDue } from './events.ts'
import { lockMajor, lockMajorById } from './major.queries.ts'

const AT_ONCE = 25
const FIRST = '00000000-0000-0000-0000-000000000000'

/** When the time until the next update has passed: whoever looks after communications is told, once. */
export const remindOfUpdate = defineJob(
  'cases.remindOfUpdate',
  z.object({ reference: z.string() }),
  async ({ write, service, now }, { reference }) => {
    await write(async tx => {
      const major = await lockMajor(tx, reference)
      const due = major.next_update_due_at
      if (major.state !== 'open' || !due || due > now || major.reminded_at) return
      await tx.updateTable('cases.major_incidents').set({ reminded_at: now }).where('id', '=', major.id).execute()
      await record(tx, service, majorUpdateDue, major, { reference, due_at: due.toISOString() }, now, {
        topics: ['major'],
      })
    })
  },
)

/** The job with every organisation whose cases follow the incident: they were linked by somebody who works for both. */
async function everywhere(context: JobContext, major_id: string): Promise<JobContext> {
  const { rows } = await context.read(tx =>
    sql<{ ids: string[] }>`select cases.organisations_of_major(${major_id}) as ids`.execute(tx),
  )
  return context.together(rows[0]?.ids ?? [])
}

const followersAfter = async (tx: Read, major_id: string, after: string) =>
  (
    await sql<{ id: string; reference: string }>`
      select c.id, c.reference from cases.major_incident_cases x join cases.cases c on c.id = x.case_id
      where x.major_id = ${major_id} and c.id > ${after} and c.is_open order by c.id limit ${AT_ONCE}`.execute(tx)
  ).rows

interface Update {
  id: string
  major_id: string
  body: string
  author_id: string | null
  author_name: string
  told_through: string | null
}

const lockUpdate = async (tx: Write, id: string): Promise<Update | undefined> =>
  (
    await sql<Update>`
      select id, major_id, body, author_id, author_name, told_through from cases.major_incident_updates
      where id = ${id} and told_at is null for update`.execute(tx)
  ).rows[0]

/** Puts an update on every open case that follows, as an answer by whoever said it. */
export const tellAffected = defineJob(
  'cases.tellAffected',
  z.object({ update_id: z.uuid() }),
  async (context, { update_id }) => {
    const update = await context.read(tx =>
      tx
        .selectFrom('cases.major_incident_updates')
        .select('major_id')
        .where('id', '=', update_id)
        .executeTakeFirstOrThrow(),
    )
    const { write, now } = await everywhere(context, update.major_id)
    let more = true
    while (more) more = await write(tx => tellSome(tx, update_id, now))
  },
)

async function tellSome(tx: Write, update_id: string, now: Date): Promise<boolean> {
  const update = await lockUpdate(tx, update_id)
  if (!update) return false
  const cases = await followersAfter(tx, update.major_id, update.told_through ?? FIRST)
  const author: Author = { person_id: update.author_id ?? undefined, name: update.author_name }
  for (const { id, reference } of cases) {
    const words = { id: oneFor(update.id, id), reference, body: update.body, channel: 'portal' }
    await reply(tx, author, words, now)
  }
  await sql`
    update cases.major_incident_updates set told = told + ${cases.length}, told_through = ${cases.at(-1)?.id ?? update.told_through},
      told_at = ${cases.length < AT_ONCE ? now : null} where id = ${update.id}`.execute(tx)
  return cases.length === AT_ONCE
}

/** Resolves every case that still follows a resolved incident, in its words. */
export const resolveAffected = defineJob(
  'cases.resolveAffected',
  z.object({ major_id: z.uuid(), person_id: z.uuid().nullable(), name: z.string() }),
  async (context, { major_id, person_id, name }) => {
    const { write, now } = await everywhere(context, major_id)
    const author: Author = { person_id: person_id ?? undefined, name }
    let last = FIRST
    while (last !== '') last = await write(tx => resolveSome(tx, author, { major_id, after: last }, now))
  },
)

async function resolveSome(
  tx: Write,
  author: Author,
  { major_id, after }: { major_id: string; after: string },
  now: Date,
): Promise<string> {
  const major = await lockMajorById(tx, major_id)
  if (major.state !== 'resolved' || !major.resolution) return ''
  const cases = await followersAfter(tx, major_id, after)
  for (const { id, reference } of cases) {
    // What still waits for a task goes on by itself.
    if ((await listRequiredLeft(tx, id)).length > 0) continue
    await resolveCase(tx, author, { reference, closure_code: 'solved', resolution: major.resolution }, now)
  }
  return cases.length === AT_ONCE ? cases.at(-1)!.id : ''
}
