import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import type { Agreed } from '../agreements/agreed.rules.ts'
import { pausesChanged } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { forgetAgreement, getAgreement } from '../promise.queries.ts'
import { asRecord, type PauseTerms, termsAt } from './pause-terms.rules.ts'

export interface PausesChange {
  readonly organisation_id: string
  readonly agreement_id: string
  /** By reason; one that is not named stops nothing. */
  readonly pauses: PauseTerms
}

/** Raises `catalogue.agreement-not-found` for another organisation's, and for one that has ended. */
export async function requireAgreement(tx: Read, organisation_id: string, id: string): Promise<Agreed> {
  const { agreed } = await getAgreement(tx, organisation_id)
  const found = agreed.agreements.find(agreement => agreement.id === id)
  return found && !found.retired_at ? found : catalogueProblems.raise('agreement-not-found')
}

/** What is different between what stops clocks now and what would. */
export const pauseChanges = (agreement: Agreed, pauses: PauseTerms, at: Date) =>
  changesBetween(asRecord(termsAt(agreement, at)), asRecord({ ...pauses }))

/**
 * Sets which reasons stop which clocks, and on whose account, from now on: also for open cases, which are worked out again by whoever
 * listens. What was paused until now stays as it was measured (worked case S44). It is the agreement's next version, which otherwise
 * says what the last one does; versions for a later day do not say, so these hold when they come. Raises `catalogue.agreement-not-found`, `catalogue.nothing-promised`.
 */
export async function setPauses(
  tx: Write,
  author: Author,
  command: PausesChange & { readonly because: string },
  now: Date,
): Promise<void> {
  const { organisation_id, agreement_id, pauses, because } = command
  await lockOrganisation(tx, organisation_id)
  const agreement = await requireAgreement(tx, organisation_id, agreement_id)
  const changes = pauseChanges(agreement, pauses, now)
  if (Object.keys(changes).length === 0) return
  const id = newId()
  const { rows } = await sql<{ number: number; last: string }>`
    with last as (select * from catalogue.agreement_versions where agreement_id = ${agreement_id} and effective_from <= ${now}
      order by effective_from desc, number desc limit 1)
    insert into catalogue.agreement_versions (id, organisation_id, agreement_id, number, effective_from, published_by, because, on_change,
      on_reopen, on_unmerge, on_split, pauses)
    select ${id}, ${organisation_id}, ${agreement_id},
      1 + (select max(number) from catalogue.agreement_versions where agreement_id = ${agreement_id}), ${now}, ${author.person_id ?? null},
      ${because}, on_change, on_reopen, on_unmerge, on_split, ${JSON.stringify(pauses)}
    from last returning number, (select id from last) as last`.execute(tx)
  const made = rows[0] ?? catalogueProblems.raise('nothing-promised')
  await sql`
    insert into catalogue.targets (id, organisation_id, version_id, metric, priority, seconds, calendar_id, warn_percent, measure,
      working_days)
    select gen_random_uuid(), organisation_id, ${id}, metric, priority, seconds, calendar_id, warn_percent, measure, working_days
    from catalogue.targets where version_id = ${made.last}`.execute(tx)
  forgetAgreement(tx, organisation_id)
  const told = { agreement_id, name: agreement.name, version: made.number, because, changes }
  await record(tx, author, pausesChanged, { id: organisation_id, organisation_id }, told, now)
}
