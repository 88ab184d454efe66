/**
 * What a change of terms would do, for the page that asks: at once where few clocks run under them, else looked over by a job, whose
 * count so far is kept with the proposal.
 */
import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import type { PausesChange, TargetsChange } from '#rooms/catalogue/index.ts'
import { type CalendarChange, type Foresight, NO_IMPACT } from '#rooms/people/index.ts'
import { surveyOf } from './foresee.queries.ts'
import { previewJob, previewKey } from './preview-job.ts'
import { countChangedUnder, countUnder } from './running-clocks.queries.ts'
import { type Asked, countAll } from './survey.ts'

export const previewCalendarChange = (tx: Read, change: CalendarChange, now: Date) =>
  preview(tx, { what: 'calendar', change }, now)
export const previewTargetsChange = (tx: Read, change: TargetsChange, now: Date) =>
  preview(tx, { what: 'targets', change }, now)
export const previewPausesChange = (tx: Read, change: PausesChange, now: Date) =>
  preview(tx, { what: 'pauses', change }, now)

async function preview(tx: Read, asked: Asked, now: Date): Promise<Foresight> {
  const survey = await surveyOf(tx, asked, now)
  if (!survey) return { impact: NO_IMPACT }
  const of = await countUnder(tx, survey.under)
  if (of <= survey.atOnce) return { impact: await countAll(tx, survey) }
  return {
    impact: { ...NO_IMPACT, of, unfinished: true },
    later: {
      begin: (write, proposal) => beginPreview(write, { ...proposal, asked }, now),
      changedSince: (read, since) => countChangedUnder(read, survey.under, { since, now }),
    },
  }
}

interface Begin {
  readonly id: string
  readonly organisation_id: string
  readonly asked: Asked
}

/** Begins to look a proposal over, from the first clock. One that is not done begins anew. */
async function beginPreview(tx: Write, { id, organisation_id, asked }: Begin, now: Date): Promise<void> {
  await sql`
    insert into cases.previews (proposal_id, organisation_id, what, change, as_of, progressed_at)
    values (${id}, ${organisation_id}, ${asked.what}, ${JSON.stringify(asked.change)}::json, ${now}, ${now})
    on conflict (proposal_id) do update set change = excluded.change, as_of = excluded.as_of, cursor = null,
      progressed_at = excluded.progressed_at`.execute(tx)
  await enqueue(tx, previewJob, organisation_id, { proposal_id: id }, { key: previewKey(id) })
}
