import { sql } from 'kysely'
import { isOrFollows } from '#platform/database/standing.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { caseUnwatched, caseWatched } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { mustBeNamed } from '../restricting/must-be-named.ts'

interface Watch {
  readonly reference: string
  readonly person_id: string
}

/**
 * Lets a person follow a case: somebody of its own organisation, who then reads on the portal all that its requester may read; or
 * somebody of the shared desk. Following twice is following once. Raises `cases.watcher-elsewhere`, `cases.not-named`.
 */
export async function addWatcher(tx: Write, author: Author, command: Watch, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const { person_id } = command
  if (theCase.restricted) await mustBeNamed(tx, theCase.id, person_id, 'not-named')
  const { rows } = await sql<{ name: string; added: boolean }>`
    with person as (
      select id, name from people.published_persons
      where id = ${person_id} and active and (desk_staff or ${isOrFollows('organisation_id', theCase.organisation_id)})),
    added as (
      insert into cases.watchers (case_id, person_id, organisation_id, since)
      select ${theCase.id}, id, ${theCase.organisation_id}, ${now} from person on conflict do nothing returning person_id)
    select name, exists (select from added) as added from person`.execute(tx)
  const person = rows[0] ?? caseProblems.raise('watcher-elsewhere')
  if (person.added) await record(tx, author, caseWatched, theCase, { person_id, person: person.name }, now)
}

/** Takes a person off a case's watchers. Who does not watch it is off already. */
export async function removeWatcher(tx: Write, author: Author, command: Watch, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const { person_id } = command
  const { rows } = await sql<{ name: string | null }>`
    with removed as (
      delete from cases.watchers where case_id = ${theCase.id} and person_id = ${person_id} returning person_id)
    select p.name from removed left join people.published_persons p on p.id = removed.person_id`.execute(tx)
  const removed = rows[0]
  if (removed) await record(tx, author, caseUnwatched, theCase, { person_id, person: removed.name ?? 'somebody' }, now)
}
