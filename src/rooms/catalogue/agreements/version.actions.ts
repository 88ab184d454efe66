import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'

/** The organisation's agreement with the people it serves; it is made when there is none. */
async function ownAgreement(tx: Write, organisation_id: string): Promise<string> {
  const known = await tx
    .selectFrom('catalogue.agreements')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .where('kind', '=', 'sla')
    .executeTakeFirst()
  if (known) return known.id
  const id = newId()
  const row = { id, organisation_id, kind: 'sla', name: 'Service level agreement' }
  await tx.insertInto('catalogue.agreements').values(row).execute()
  return id
}

/**
 * The next version of what an organisation promises those it serves, from now on: all that the last one says, but for the first
 * response and the resolution in working time, which are to be written. Its organisation is locked.
 */
export async function nextVersion(tx: Write, author: Author, organisation_id: string, now: Date): Promise<string> {
  const agreement_id = await ownAgreement(tx, organisation_id)
  const id = newId()
  await sql`
    with last as (select * from catalogue.agreement_versions where agreement_id = ${agreement_id} and effective_from <= ${now}
      order by effective_from desc, number desc limit 1)
    insert into catalogue.agreement_versions (id, organisation_id, agreement_id, number, effective_from, published_by, on_change, on_reopen,
      on_unmerge, on_split)
    select ${id}, ${organisation_id}, ${agreement_id},
      1 + coalesce((select max(number) from catalogue.agreement_versions where agreement_id = ${agreement_id}), 0),
      ${now}, ${author.person_id ?? null},
      coalesce(last.on_change, 'carry'), coalesce(last.on_reopen, 'continue'), coalesce(last.on_unmerge, 'exclude'),
      coalesce(last.on_split, 'from_message')
    from (select 1) one left join last on true`.execute(tx)
  await copyTargets(tx, { from: { agreement_id, now }, to: id })
  return id
}

/** What the version before says besides what the page of targets sets. */
async function copyTargets(tx: Write, copy: { from: { agreement_id: string; now: Date }; to: string }): Promise<void> {
  const { agreement_id, now } = copy.from
  await sql`
    insert into catalogue.targets (id, organisation_id, version_id, metric, priority, seconds, calendar_id, warn_percent, measure,
      working_days)
    select gen_random_uuid(), t.organisation_id, ${copy.to}, t.metric, t.priority, t.seconds, t.calendar_id, t.warn_percent, t.measure,
      t.working_days
    from catalogue.targets t
    where t.version_id = (select id from catalogue.agreement_versions where agreement_id = ${agreement_id} and id <> ${copy.to}
        and effective_from <= ${now} order by effective_from desc, number desc limit 1)
      and not (t.metric in ('first_response', 'resolve') and t.measure = 'working')`.execute(tx)
}
