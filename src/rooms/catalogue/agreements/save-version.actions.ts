import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type AgreementVersion, agreementProblem, type Duration } from '#rooms/clock/index.ts'
import { listCalendarsIn, listTeams, lockOrganisation } from '#rooms/people/index.ts'
import { agreementMade, agreementRetired, agreementVersioned } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { forgetAgreement } from '../promise.queries.ts'
import type { AgreementKind, AnyMetric } from './agreed.rules.ts'

export interface MakeAgreement {
  readonly organisation_id: string
  readonly kind: Exclude<AgreementKind, 'sla'>
  readonly name: string
  /** ola: the team that owes. */
  readonly team_id: string | null
  readonly supplier: string | null
}

/** Makes an agreement, which says nothing until its first version. Raises `catalogue.not-yours`, `catalogue.agreement-exists`. */
export async function makeAgreement(tx: Write, author: Author, command: MakeAgreement, now: Date): Promise<string> {
  const { organisation_id, kind, name, team_id, supplier } = command
  await lockOrganisation(tx, organisation_id)
  if (team_id && !(await listTeams(tx)).some(({ id }) => id === team_id)) catalogueProblems.raise('not-yours')
  const id = newId()
  const made = await tx
    .insertInto('catalogue.agreements')
    .values({ id, organisation_id, kind, name, team_id, supplier })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) catalogueProblems.raise('agreement-exists')
  forgetAgreement(tx, organisation_id)
  await record(
    tx,
    author,
    agreementMade,
    { id: organisation_id, organisation_id },
    { agreement_id: id, kind, name },
    now,
  )
  return id
}

export interface Promised {
  readonly metric: AnyMetric
  readonly priority: string
  readonly duration: Duration
}

export interface SaveVersion
  extends Required<Pick<AgreementVersion, 'on_change' | 'on_reopen' | 'on_unmerge' | 'on_split'>> {
  readonly organisation_id: string
  readonly agreement_id: string
  readonly from: Date
  readonly because: string
  readonly calendar_id: string
  /** At which share of its time a warning is due, in per cent. */
  readonly warn_percent: number
  readonly promises: readonly Promised[]
}

/**
 * Publishes the next version of an agreement, for cases that begin from an instant on: earlier ones keep theirs (requirement S-38).
 * Raises `catalogue.agreement-not-found`, `catalogue.not-yours`, `catalogue.from-is-past`, and `catalogue.nothing-promised` with why.
 */
export async function saveVersion(tx: Write, author: Author, command: SaveVersion, now: Date): Promise<void> {
  const { organisation_id, agreement_id, from, because, calendar_id, promises } = command
  await lockOrganisation(tx, organisation_id)
  const agreement = await lockAgreement(tx, organisation_id, agreement_id)
  const calendars = await listCalendarsIn(tx, organisation_id)
  if (!calendars.some(({ id }) => id === calendar_id)) catalogueProblems.raise('not-yours')
  if (from < now) catalogueProblems.raise('from-is-past')
  const problem = whyNot(command)
  if (problem) throw catalogueProblems.of('nothing-promised', {}, `${problem}.`)
  const { max } = await tx
    .selectFrom('catalogue.agreement_versions')
    .select(eb => eb.fn.max('number').as('max'))
    .where('agreement_id', '=', agreement_id)
    .executeTakeFirstOrThrow()
  const id = newId()
  const number = (max ?? 0) + 1
  const { on_change, on_reopen, on_unmerge, on_split, warn_percent } = command
  await tx
    .insertInto('catalogue.agreement_versions')
    .values({
      ...{ id, organisation_id, agreement_id, number, effective_from: from, because },
      ...{ published_by: author.person_id ?? null, on_change, on_reopen, on_unmerge, on_split },
      // What stops its clocks is set on a page of its own, and stays as it will be by then.
      pauses: null,
    })
    .execute()
  const rows = promises.map(({ metric, priority, duration }) => ({
    ...{ id: newId(), organisation_id, version_id: id, metric, priority, calendar_id, warn_percent },
    ...columnsOf(duration),
  }))
  await tx.insertInto('catalogue.targets').values(rows).execute()
  forgetAgreement(tx, organisation_id)
  const told = { agreement_id, name: agreement.name, version: number, from: from.toISOString(), because }
  await record(tx, author, agreementVersioned, { id: organisation_id, organisation_id }, told, now)
}

/** Why the clock room could not use it, in a sentence. */
function whyNot({ promises, calendar_id }: SaveVersion): string | null {
  const targets = promises.map(promise => ({ ...promise, calendar: calendar_id }))
  const terms = { id: '', kind: 'sla', owed_to: '', owed_by: '', pauses: [] } as const
  const known = { [calendar_id]: [{}] } as unknown as Parameters<typeof agreementProblem>[1]
  return agreementProblem({ ...terms, versions: [{ version: 'that you write', from: 0, targets }] }, known)
}

function columnsOf(duration: Duration) {
  if ('working_days' in duration) return { measure: 'days', working_days: duration.working_days, seconds: 1 }
  return 'real_seconds' in duration
    ? { measure: 'real', seconds: duration.real_seconds }
    : { measure: 'working', seconds: duration.working_seconds }
}

async function lockAgreement(tx: Write, organisation_id: string, id: string) {
  const found = await tx
    .selectFrom('catalogue.agreements')
    .select(['id', 'kind', 'name', 'retired_at'])
    .where('id', '=', id)
    .where('organisation_id', '=', organisation_id)
    .forUpdate()
    .executeTakeFirst()
  return found ?? catalogueProblems.raise('agreement-not-found')
}

/** Ends an agreement with a team or a supplier: it promises nothing to what begins from now on. */
export async function retireAgreement(
  tx: Write,
  author: Author,
  { organisation_id, agreement_id }: { organisation_id: string; agreement_id: string },
  now: Date,
): Promise<void> {
  await lockOrganisation(tx, organisation_id)
  const { kind, name, retired_at } = await lockAgreement(tx, organisation_id, agreement_id)
  if (kind === 'sla') catalogueProblems.raise('agreement-not-found')
  if (retired_at) return
  await tx.updateTable('catalogue.agreements').set({ retired_at: now }).where('id', '=', agreement_id).execute()
  forgetAgreement(tx, organisation_id)
  await record(tx, author, agreementRetired, { id: organisation_id, organisation_id }, { agreement_id, name }, now)
}
