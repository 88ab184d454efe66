import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { namesOf } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'
import { runsOut } from '../clocks/case-clock.rules.ts'
import { caseEscalated } from '../events.ts'
import { nextLevel, sayThreshold } from './escalation.rules.ts'
import { recipientsOf } from './recipients.queries.ts'
import { type Passed, tellEscalation } from './tell-escalation.actions.ts'

interface Due extends Passed {
  readonly metric: string
  readonly rule_person_id: string | null
  readonly planned_at: Date
  readonly repeat_minutes: number
  readonly repeat_most: number
  readonly repeats: number
  readonly raised_at: Date | null
  readonly clock: 'running' | 'paused' | 'stopped'
  readonly pinned_due_at: Date | null
}

const MINUTE_MS = 60_000

/** Of a locked case: tells again what nobody has acknowledged, and when that was said often enough, those one level up. */
export async function repeatEscalations(
  tx: Write,
  author: Author,
  { theCase }: { theCase: Case },
  now: Date,
): Promise<void> {
  const { rows } = await sql<Due>`
    select e.id, e.metric, e.priority, e.mark, e.amount, e.tells, e.wakes, e.rule_person_id, e.planned_at, e.repeat_minutes, e.repeat_most, e.repeats,
      e.raised_at, k.state as clock, k.pinned_due_at
    from cases.escalations e join cases.case_clocks k on k.id = e.case_clock_id
    where e.case_id = ${theCase.id} and e.repeat_at <= ${now} order by e.planned_at for update of e`.execute(tx)
  for (const due of rows) await again(tx, author, { theCase, due }, now)
}

async function again(tx: Write, author: Author, { theCase, due }: { theCase: Case; due: Due }, now: Date) {
  const next = new Date(now.getTime() + due.repeat_minutes * MINUTE_MS)
  const keep = (row: { repeat_at: Date | null; repeats?: number; raised_at?: Date }) =>
    tx.updateTable('cases.escalations').set(row).where('id', '=', due.id).execute()
  if (due.clock === 'stopped') return keep({ repeat_at: null })
  if (!runsOut({ ...due, state: due.clock })) return keep({ repeat_at: next })
  const repeats = due.repeats + 1
  const level = due.repeats >= due.repeat_most ? nextLevel(due.tells) : undefined
  if (due.repeats >= due.repeat_most && !level) return keep({ repeat_at: null })
  const tells = level ? [level] : due.tells
  await keep(level ? { repeat_at: null, raised_at: now } : { repeat_at: next, repeats })
  const to = await recipientsOf(tx, theCase, { tells, person_id: due.rule_person_id }, now)
  await tellEscalation(tx, author, { theCase, passed: { ...due, tells }, to, repeats, gathers: false }, now)
  if (!level) return
  const names = await namesOf(
    tx,
    to.map(({ person_id }) => person_id),
  )
  const payload = {
    ...{ escalation_id: due.id, metric: due.metric, threshold: sayThreshold(due) },
    ...{ planned_at: due.planned_at.toISOString(), told: [...names.values()], raised: true },
  }
  await record(tx, author, caseEscalated, theCase, payload, now, { topics: ['cases'] })
}
