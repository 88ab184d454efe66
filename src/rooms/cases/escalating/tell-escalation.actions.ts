import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { isCatchingUp } from '#platform/installation/catching-up.queries.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { type NoticeName, notify, notifyHooks } from '#rooms/channels/index.ts'
import type { Case } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { isAtEnd, type Threshold } from './escalation.rules.ts'
import type { Recipient } from './recipients.queries.ts'
import { gatheredKey, tellGatheredJob } from './tell-gathered.ts'

/** A threshold that was passed, as it is told. */
export interface Passed extends Threshold {
  readonly id: string
  readonly tells: readonly string[]
  readonly priority: string
  readonly wakes: boolean
}

export interface TellEscalation {
  readonly theCase: Case
  readonly passed: Passed
  readonly to: readonly Recipient[]
  /** How often it was told before. */
  readonly repeats: number
  /** Too late to be told by itself: it goes with others that passed while nothing ran. */
  readonly gathers: boolean
}

const kindFor = (passed: Passed, { as }: Recipient): NoticeName =>
  as !== 'assignee' ? 'escalated' : isAtEnd(passed) ? 'overdue' : 'due_soon'

// Quiet hours are those of everybody but whoever is on call, or of what cannot wait (clock semantics 17).
const wakesUp = ({ wakes, priority }: Passed, { as }: Recipient) => wakes && (as === 'on_call' || priority === 'P1')

const GATHER_MS = 10_000

/** Tells people of a threshold, each once for each time it is said; and keeps who was told. */
export async function tellEscalation(tx: Write, author: Author, command: TellEscalation, now: Date): Promise<void> {
  const { theCase, passed, to, repeats, gathers } = command
  for (const recipient of to) {
    const { person_id, as } = recipient
    await sql`
      insert into cases.escalation_persons (escalation_id, organisation_id, person_id, told_as, told_at, gathers)
      values (${passed.id}, ${theCase.organisation_id}, ${person_id}, ${as}, ${now}, ${gathers})
      on conflict (escalation_id, person_id) do update set told_at = excluded.told_at`.execute(tx)
    if (gathers) await gather(tx, theCase.organisation_id, person_id, now)
    else
      await notify(
        tx,
        author,
        { ...said(command, kindFor(passed, recipient)), wakes: wakesUp(passed, recipient), person_id },
        now,
      )
  }
  if (passed.tells.includes('hooks') && !theCase.restricted && !gathers && repeats === 0)
    await notifyHooks(
      tx,
      author,
      { ...said(command, isAtEnd(passed) ? 'overdue' : 'due_soon'), team_id: theCase.team_id },
      now,
    )
}

async function gather(tx: Write, organisation_id: string, person_id: string, now: Date): Promise<void> {
  // What fell due since a backup is over before it goes anywhere but on screen: it waits for nothing (abuse case 42).
  const at = (await isCatchingUp(tx)) ? now : new Date(now.getTime() + GATHER_MS)
  await enqueue(tx, tellGatheredJob, organisation_id, { person_id }, { at, key: gatheredKey(person_id) })
}

function said({ theCase, passed, repeats }: TellEscalation, kind: NoticeName) {
  const { id, organisation_id, reference } = theCase
  return {
    ...{ kind, subject: { id, organisation_id, reference, path: `${casePaths.show({ reference })}#escalations` } },
    ...{ facts: { escalation_id: passed.id }, key: `escalation:${passed.id}:${repeats}` },
  }
}
