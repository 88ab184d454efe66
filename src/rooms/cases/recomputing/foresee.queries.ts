import type { Read } from '#platform/database/transaction.ts'
import type { Promised, TargetsChange } from '#rooms/catalogue/index.ts'
import type { CalendarVersion, WorkingTime } from '#rooms/clock/index.ts'
import { type CalendarChange, counted, type Foreseen, type Impact, NO_IMPACT } from '#rooms/people/index.ts'
import { type CaseClock, isLate, underVersions } from '../clocks/case-clock.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { underTargets } from './retarget.rules.ts'
import {
  type After,
  countUnder,
  listUnder,
  type RunningClock,
  type Under,
  workingTimes,
} from './running-clocks.queries.ts'

const PAGE = 1000
/** Somebody waits for the page: a very large desk is looked at in part, and the page says so. */
const MOST = 200_000

/** What a version would move, of the clocks that run on its calendar. Nothing is written. */
export async function previewCalendarChange(tx: Read, change: CalendarChange, now: Date): Promise<Impact> {
  const known = (await workingTimes(tx, [change.calendar_id])).get(change.calendar_id)
  if (!known) return NO_IMPACT
  const then = withVersion(known, change)
  return foresee(tx, { what: 'calendar', subject_id: change.calendar_id }, clock => underVersions(clock, then), now)
}

/** What other targets would move, of all clocks of an organisation's open cases. Nothing is written. */
export async function previewTargetsChange(tx: Read, change: TargetsChange, now: Date): Promise<Impact> {
  const { organisation_id, targets } = change
  const times = await workingTimes(tx, [...new Set(targets.flatMap(each => (each.seconds ? each.calendar_id : [])))])
  const promised = targets.flatMap(({ metric, priority, seconds, calendar_id }): Promised[] => {
    const calendar = times.get(calendar_id)
    return seconds && calendar ? [{ metric, priority, seconds, warn_percent: 75, calendar_id, calendar }] : []
  })
  return foresee(tx, { what: 'targets', subject_id: organisation_id }, clock => underTargets(clock, promised, now), now)
}

/** A calendar's versions and one more; of two that begin at once the new one counts. */
function withVersion(known: WorkingTime, { content, effective_from }: CalendarChange): WorkingTime {
  // What `workingTimes` gives is a list of versions.
  const versions = known as readonly CalendarVersion[]
  const added = { from: effective_from.getTime(), calendar: content, name: 'the new version' }
  return [
    ...versions.filter(({ from }) => from <= added.from),
    added,
    ...versions.filter(({ from }) => from > added.from),
  ]
}

/** Counts what a rule would do to every running clock under terms, a page at a time. */
export async function foresee(
  tx: Read,
  under: Under,
  rule: (clock: CaseClock) => CaseClock,
  now: Date,
): Promise<Impact> {
  let impact: Impact = { ...NO_IMPACT, of: await countUnder(tx, under) }
  let after: After | undefined
  while (impact.looked_at < MOST) {
    const clocks = await listUnder(tx, under, after, PAGE)
    impact = counted(
      impact,
      clocks.map(clock => foreseen(clock, rule(clock), now)),
    )
    after = clocks.at(-1)
    if (clocks.length < PAGE) break
  }
  return { ...impact, of: Math.max(impact.of, impact.looked_at) }
}

const foreseen = (before: RunningClock, after: CaseClock, now: Date): Foreseen => ({
  ...{ reference: before.reference, team: before.team ?? 'No team', priority: before.priority },
  ...{ metric: METRIC_NAMES[before.metric], due_before: before.due_at?.toISOString() ?? null },
  due_after: after.due_at?.toISOString() ?? null,
  late_before: isLate(before, now),
  late_after: isLate(after, now),
})
