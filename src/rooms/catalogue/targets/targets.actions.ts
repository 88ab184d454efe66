import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Priority } from '#rooms/clock/index.ts'
import { listCalendarsIn, lockOrganisation } from '#rooms/people/index.ts'
import { nextVersion } from '../agreements/version.actions.ts'
import { targetsChanged } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { forgetAgreement, getAgreement, type Metric } from '../promise.queries.ts'

export const METRICS: readonly Metric[] = ['first_response', 'resolve']
export const PRIORITIES: readonly Priority[] = ['P1', 'P2', 'P3', 'P4']

/** A promise; `seconds` of working time, and none at all when undefined. */
export interface TargetSetting {
  readonly metric: Metric
  readonly priority: Priority
  readonly seconds: number | undefined
  readonly calendar_id: string
}

const asRecord = (targets: readonly TargetSetting[], calendars: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    targets.map(({ metric, priority, seconds, calendar_id }) => [
      `${priority}_${metric}`,
      seconds === undefined ? null : `${seconds} s in ${calendars.get(calendar_id) ?? calendar_id}`,
    ]),
  )

/** What an organisation promises now, as text: what a change of it is made from. */
export async function termsOf(tx: Read, organisation_id: string): Promise<string> {
  const { targets } = await getAgreement(tx, organisation_id)
  return JSON.stringify(
    targets.map(({ metric, priority, seconds, calendar_id }) => [metric, priority, seconds, calendar_id]),
  )
}

/** What is different between what is promised and what would be. Raises `catalogue.not-yours` for another's calendar. */
export async function targetChanges(tx: Read, organisation_id: string, targets: readonly TargetSetting[]) {
  const calendars = new Map((await listCalendarsIn(tx, organisation_id)).map(({ id, name }) => [id, name]))
  const kept = targets.filter(({ seconds }) => seconds !== undefined)
  if (kept.some(({ calendar_id }) => !calendars.has(calendar_id))) catalogueProblems.raise('not-yours')
  const before = (await getAgreement(tx, organisation_id)).targets
  return { kept, before, changes: changesBetween(asRecord(before, calendars), asRecord(targets, calendars)) }
}

/**
 * Sets what is promised for each priority, in whose hours, and at which share of it a warning is due. For cases logged or given another
 * priority from now on; with `open_cases` for those that are open too, which are worked out again by whoever listens. Raises `catalogue.not-yours` for another organisation's calendar.
 */
export async function setTargets(
  tx: Write,
  author: Author,
  command: { organisation_id: string; targets: readonly TargetSetting[]; open_cases: boolean },
  now: Date,
): Promise<void> {
  const { organisation_id, targets, open_cases } = command
  await lockOrganisation(tx, organisation_id)
  const { kept, before, changes } = await targetChanges(tx, organisation_id, targets)
  if (Object.keys(changes).length === 0) return
  const warning = ({ metric, priority }: TargetSetting) =>
    before.find(target => target.metric === metric && target.priority === priority)?.warn_percent ?? 75
  const rows = kept.map(target => ({
    ...{ id: newId(), organisation_id, metric: target.metric, priority: target.priority, seconds: target.seconds! },
    ...{ calendar_id: target.calendar_id, warn_percent: warning(target) },
  }))
  const version_id = await nextVersion(tx, author, organisation_id, now)
  if (rows.length > 0)
    await tx
      .insertInto('catalogue.targets')
      .values(rows.map(row => ({ ...row, version_id })))
      .execute()
  forgetAgreement(tx, organisation_id)
  await record(tx, author, targetsChanged, { id: organisation_id, organisation_id }, { changes, open_cases }, now)
}
