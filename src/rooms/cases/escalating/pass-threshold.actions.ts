import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { isCatchingUp } from '#platform/installation/catching-up.queries.ts'
import { namesOf } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'
import type { CaseClock } from '../clocks/case-clock.rules.ts'
import { caseEscalated } from '../events.ts'
import { type Rule, sayThreshold } from './escalation.rules.ts'
import { recipientsOf } from './recipients.queries.ts'
import { tellEscalation } from './tell-escalation.actions.ts'

export interface PassThreshold {
  readonly theCase: Case
  readonly clock: CaseClock
  readonly rule: Rule
  /** When it was passed. */
  readonly at: Date
  readonly gathers: boolean
}

const MINUTE_MS = 60_000

/** Says once that a clock passed a threshold, with the moment at which it did, to whom its rule names. */
export async function passThreshold(tx: Write, author: Author, command: PassThreshold, now: Date): Promise<void> {
  const { theCase, clock, rule, at, gathers } = command
  const { mark, amount, wakes, repeat_minutes, repeat_most } = rule
  const tells = [...rule.tells]
  // Of a backup that is made good again, nothing leaves later either (abuse case 42).
  const again = (await isCatchingUp(tx)) ? null : repeat_minutes
  const added = await tx
    .insertInto('cases.escalations')
    .values({
      ...{ id: newId(), organisation_id: theCase.organisation_id, case_id: theCase.id, case_clock_id: clock.id },
      ...{ rule_id: rule.id, metric: clock.metric, priority: clock.priority, mark, amount, tells, wakes },
      ...{ rule_person_id: rule.person_id, planned_at: at, fired_at: now, repeat_minutes, repeat_most },
      repeat_at: again ? new Date(now.getTime() + again * MINUTE_MS) : null,
    })
    .onConflict(conflict => conflict.constraint('escalations_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return
  const to = await recipientsOf(tx, theCase, rule, now)
  const passed = { id: added.id, priority: clock.priority, mark, amount, tells, wakes }
  await tellEscalation(tx, author, { theCase, passed, to, repeats: 0, gathers }, now)
  const names = await namesOf(
    tx,
    to.map(({ person_id }) => person_id),
  )
  const payload = {
    ...{ escalation_id: added.id, metric: clock.metric, threshold: sayThreshold(rule), planned_at: at.toISOString() },
    ...{ told: [...names.values()], raised: false },
  }
  await record(tx, author, caseEscalated, theCase, payload, now, { topics: ['cases'] })
}
