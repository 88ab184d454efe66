import { sql } from 'kysely'
import { isOrFollows } from '#platform/database/standing.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { retime } from '../clocks/retime.actions.ts'
import { caseAssigned } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { mustBeNamed } from '../restricting/must-be-named.ts'
import { touched } from '../touch.ts'

export interface AssignCase {
  readonly reference: string
  readonly version?: number | undefined
  /** Null takes the case off any team. */
  readonly team_id: string | null
  /** Null leaves it to the team. */
  readonly assignee_id: string | null
}

/**
 * Gives a case to a team, to a person in it, or to nobody. A new case that somebody takes is in progress. Giving it to whoever has
 * it already changes nothing. Raises `cases.team-elsewhere`, `cases.assignee-elsewhere`, `cases.assignee-not-named`.
 */
export async function assignCase(tx: Write, author: Author, command: AssignCase, now: Date): Promise<void> {
  const { team_id, assignee_id } = command
  await giveCase(
    tx,
    author,
    { theCase: await lockCase(tx, command.reference, command.version), team_id, assignee_id },
    now,
  )
}

export interface GiveCase extends Pick<AssignCase, 'team_id' | 'assignee_id'> {
  /** As it was locked. */
  readonly theCase: Case
  /** Nobody is told of each: it was said of all of them at once. */
  readonly quietly?: boolean
}

/** The same with a case that was locked already. */
export async function giveCase(tx: Write, author: Author, command: GiveCase, now: Date): Promise<void> {
  const { theCase, team_id, assignee_id, quietly = false } = command
  refuse(whyNot.assign(theCase))
  if (theCase.team_id === team_id && theCase.assignee_id === assignee_id) return
  const names = await namesFor(tx, theCase.organisation_id, team_id, assignee_id)
  if (theCase.restricted) await mustBeNamed(tx, theCase.id, assignee_id)
  const taken = theCase.state === 'new' && assignee_id !== null
  await tx
    .updateTable('cases.cases')
    .set(eb => ({
      ...touched(now),
      team_id,
      assignee_id,
      state: taken ? 'in_progress' : theCase.state,
      unread: quietly ? eb.ref('unread') : assignee_id !== null && assignee_id !== author.person_id,
      reassignments:
        theCase.team_id !== null && theCase.team_id !== team_id ? eb('reassignments', '+', 1) : eb.ref('reassignments'),
    }))
    .where('id', '=', theCase.id)
    .execute()
  const before = { team: theCase.team, assignee: theCase.assignee }
  await record(tx, author, caseAssigned, theCase, { team_id, assignee_id, ...names, before }, now, {
    topics: ['cases'],
    deliver: !quietly,
  })
  await retime(tx, theCase, now)
}

/** A team works for its own organisation, or is the shared desk's: an analyst of two councils cannot give one's case to the other's. */
async function namesFor(tx: Read, organisation_id: string, team_id: string | null, assignee_id: string | null) {
  const { rows } = await sql<{ team: string | null; assignee: string | null; member: boolean }>`
    select (select name from people.published_teams where id = ${team_id} and stands and (shared or ${isOrFollows('organisation_id', organisation_id)})) as team,
      (select name from people.published_persons where id = ${assignee_id} and active) as assignee,
      exists (select from people.published_team_members where team_id = ${team_id} and person_id = ${assignee_id}) as member`.execute(
    tx,
  )
  const { team, assignee, member } = rows[0]!
  if (team_id && team === null) caseProblems.raise('team-elsewhere')
  if (assignee_id && (assignee === null || (team_id && !member))) caseProblems.raise('assignee-elsewhere')
  return { team, assignee }
}
