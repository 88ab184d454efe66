/*
 * An organisation leaves a step at a time, each in a transaction of its own that holds the leaving's row: stopped anywhere it goes on
 * where it was. Before `end` nothing has changed but that an archive was made; `end` is one transaction; what follows is bounded steps.
 */
import type { Write } from '#platform/database/transaction.ts'
import { type Author, announce, record } from '#platform/events/record.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { closeForLeaving } from '#rooms/cases/index.ts'
import { endMail } from '#rooms/channels/index.ts'
import { leave } from '#rooms/people/index.ts'
import { organisationLeft } from '../events.ts'
import { askForArchive } from '../exporting/archive.actions.ts'
import { getArchive, isBeingMade } from '../exporting/archive.queries.ts'
import { isThere } from '../exporting/archive.rules.ts'
import { goOn } from './leaving.actions.ts'
import { type Leaving, lockLeaving, underwayOf } from './leaving.queries.ts'
import { waitsFor } from './leaving.rules.ts'
import { LEAVING_JOB } from './leaving-job.ts'

const CASES_AT_ONCE = 50
const MINUTE_MS = 60_000
/** How often is looked whether the archive is made, and whether the last case is closed. */
const LOOKS_AGAIN = { archive: MINUTE_MS / 2, cases: 15 * MINUTE_MS }

/** Carries out a confirmed leaving on its day, step by step as far as it goes now. */
export const leaveOnTheDay = defineJob(
  LEAVING_JOB.name as 'information.leave',
  LEAVING_JOB.payload,
  async (context, { leaving_id }) => {
    while (await takeStep(context, leaving_id));
  },
)

/** Takes the next step. Returns whether there is more that can be done now. */
export const takeStep = (context: JobContext, id: string): Promise<boolean> =>
  context.write(async tx => {
    const leaving = await lockLeaving(tx, id)
    if (!['confirmed', 'running'].includes(leaving.state) || leaving.leaves_at > context.now) return false
    announce(tx, leaving)
    return STEP[leaving.step as keyof typeof STEP](tx, leaving, context.now)
  })

/** Who is said to have done it: whoever confirmed it. */
const authorOf = (leaving: Leaving): Author => ({
  person_id: leaving.confirmed_by ?? undefined,
  name: leaving.confirmed_by_name ?? 'Moothall',
})

interface Set {
  readonly state?: string
  readonly step?: string
  readonly archive_id?: string | null
  readonly ended?: string
  readonly left_at?: Date
}

const set = (tx: Write, { id }: Leaving, to: Set) =>
  tx.updateTable('information.leavings').set(to).where('id', '=', id).execute()

/** Looks again later. What it waits for is seen then. */
async function waits(tx: Write, leaving: Leaving, now: Date): Promise<false> {
  const pause = LOOKS_AGAIN[leaving.step as keyof typeof LOOKS_AGAIN]
  await goOn(tx, leaving, new Date(now.getTime() + pause))
  return false
}

/**
 * Nothing ends before everything that was held lies ready to be taken, and it stays so as long as anything is kept. One that somebody
 * else asked for is waited for, since only they may take it.
 */
async function archive(tx: Write, leaving: Leaving, now: Date): Promise<boolean> {
  const { archive_id, organisation_id, kept_until } = leaving
  const made = archive_id ? await getArchive(tx, archive_id) : undefined
  if (made && isThere(made, now)) {
    const expires_at = new Date(`${kept_until}T23:59:59Z`)
    await tx.updateTable('information.archives').set({ expires_at }).where('id', '=', made.id).execute()
    await set(tx, leaving, { step: 'end' })
    return true
  }
  if (await isBeingMade(tx, organisation_id, now)) return waits(tx, leaving, now)
  const asked = await askForArchive(tx, authorOf(leaving), { organisation_id }, now)
  await set(tx, leaving, { archive_id: asked })
  return waits(tx, leaving, now)
}

async function cases(tx: Write, leaving: Leaving, now: Date): Promise<boolean> {
  const { open, majors } = await underwayOf(tx, leaving.organisation_id)
  const done = !waitsFor({ open_cases: leaving.open_cases, open, majors })
  await set(tx, leaving, { state: 'running', step: done ? 'archive' : 'cases' })
  return done || waits(tx, leaving, now)
}

/** Everything ends at once. From here it cannot be taken back. */
async function end(tx: Write, leaving: Leaving, now: Date): Promise<boolean> {
  const { organisation_id, kept_until, mail_answer } = leaving
  const author = authorOf(leaving)
  // Somebody may have logged a case since it was looked: then it waits again, and the archive is made anew.
  const { open, majors } = await underwayOf(tx, organisation_id)
  if (waitsFor({ open_cases: leaving.open_cases, open, majors })) {
    await set(tx, leaving, { step: 'cases', archive_id: null })
    return true
  }
  const ways = await leave(tx, author, { id: organisation_id, kept_until, left_words: mail_answer }, now)
  const mail = await endMail(tx, author, { organisation_id, answers: mail_answer !== null }, now)
  await set(tx, leaving, { step: 'close', ended: JSON.stringify({ ...ways, ...mail, open }) })
  return true
}

/** What is still open closes, and what was resolved; then it has left. */
async function close(tx: Write, leaving: Leaving, now: Date): Promise<boolean> {
  const { organisation_id, close_because } = leaving
  const because = close_because ?? 'the organisation left'
  const batch = { organisation_id, because, most: CASES_AT_ONCE }
  if ((await closeForLeaving(tx, authorOf(leaving), batch, now)) > 0) return true
  await set(tx, leaving, { state: 'left', left_at: now })
  const subject = { id: organisation_id, organisation_id }
  await record(tx, authorOf(leaving), organisationLeft, subject, { leaving_id: leaving.id }, now)
  return false
}

const STEP = { archive, cases, end, close }
