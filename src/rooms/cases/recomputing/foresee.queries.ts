import type { Read } from '#platform/database/transaction.ts'
import {
  type AllAgreed,
  getAgreement,
  type PausesChange,
  type Promised,
  type TargetsChange,
} from '#rooms/catalogue/index.ts'
import type { CalendarVersion, PauseRule } from '#rooms/clock/index.ts'
import { type CalendarChange, counted, type Foreseen, type Impact, NO_IMPACT } from '#rooms/people/index.ts'
import { type CaseClock, isLate, underVersions } from '../clocks/case-clock.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { foreseeWorked, type Then } from './foresee-worked.queries.ts'
import { underTargets } from './retarget.rules.ts'
import { type After, countUnder, listUnder, type RunningClock, type Under } from './running-clocks.queries.ts'

const PAGE = 1000
/** Somebody waits for the page: a very large desk is looked at in part, and the page says so. */
const MOST = 200_000

/** What a version would move, of the clocks that run on its calendar. Nothing is written. */
export async function previewCalendarChange(tx: Read, change: CalendarChange, now: Date): Promise<Impact> {
  const { calendar_id } = change
  const known = await tx
    .selectFrom('people.published_calendars')
    .select('organisation_id')
    .where('id', '=', calendar_id)
    .executeTakeFirst()
  const { agreed } = known ? await getAgreement(tx, known.organisation_id!) : { agreed: undefined }
  const before = agreed?.calendars[calendar_id]
  if (!agreed || !before) return NO_IMPACT
  const then = withVersion(before, change, now)
  const under = { what: 'calendar', subject_id: calendar_id } as const
  if (agreed.plain) return foresee(tx, under, clock => underVersions(clock, then), now)
  return foreseeWorked(
    tx,
    under,
    { agreed: { ...agreed, calendars: { ...agreed.calendars, [calendar_id]: then } } },
    now,
  )
}

/** Whether every priority is promised the same metrics: then no clock ends or begins by a change of priority, and the short way is exact. */
const isEven = (targets: TargetsChange['targets']) =>
  ['first_response', 'resolve'].every(
    metric =>
      new Set(targets.filter(each => each.metric === metric).map(({ seconds }) => seconds === undefined)).size < 2,
  )

/** What other targets would move, of all clocks of an organisation's open cases. Nothing is written. */
export async function previewTargetsChange(tx: Read, change: TargetsChange, now: Date): Promise<Impact> {
  const { organisation_id, targets } = change
  const under = { what: 'targets', subject_id: organisation_id } as const
  const { agreed } = await getAgreement(tx, organisation_id)
  if (!agreed.plain || !isEven(targets)) return foreseeWorked(tx, under, withTargets(agreed, targets, now), now)
  const promised = targets.flatMap(({ metric, priority, seconds, calendar_id }): Promised[] => {
    const calendar = agreed.calendars[calendar_id]
    return seconds && calendar ? [{ metric, priority, seconds, warn_percent: 75, calendar_id, calendar }] : []
  })
  return foresee(tx, under, clock => underTargets(clock, promised, now), now)
}

/** What other reasons that stop clocks would move, of all clocks of an organisation's open cases. Nothing is written. */
export async function previewPausesChange(tx: Read, change: PausesChange, now: Date): Promise<Impact> {
  const { organisation_id, agreement_id, pauses } = change
  const { agreed } = await getAgreement(tx, organisation_id)
  const added = { from: now.getTime(), reasons: pauses as Readonly<Record<string, PauseRule>> }
  const agreements = agreed.agreements.map(one =>
    one.id === agreement_id ? { ...one, pauses: [...one.pauses.filter(({ from }) => from <= added.from), added] } : one,
  )
  const then = { agreed: { ...agreed, agreements, plain: false } }
  return foreseeWorked(tx, { what: 'pauses', subject_id: organisation_id }, then, now)
}

/** The next version of what those served are promised, as saving these targets would write it, and its coming into force for every case. */
function withTargets(agreed: AllAgreed, targets: TargetsChange['targets'], now: Date): Then {
  const own = agreed.agreements.find(({ kind }) => kind === 'sla')
  const last = own?.versions.findLast(({ from }) => from <= now.getTime())
  if (!own || !last) return { agreed }
  const others = last.targets.filter(
    ({ metric, duration }) => !(['first_response', 'resolve'].includes(metric) && 'working_seconds' in duration),
  )
  const set = targets.flatMap(({ metric, priority, seconds, calendar_id }) =>
    seconds ? [{ metric, priority, duration: { working_seconds: seconds }, calendar: calendar_id }] : [],
  )
  const next = { ...last, version: 'the new version', from: now.getTime(), targets: [...set, ...others] }
  const versions = [
    ...own.versions.filter(({ from }) => from <= next.from),
    next,
    ...own.versions.filter(({ from }) => from > next.from),
  ]
  const agreements = agreed.agreements.map(one => (one === own ? { ...own, versions } : one))
  return {
    agreed: { ...agreed, agreements, plain: false },
    happening: [{ what: 'agreed', agreement: own.id, version: next.version }],
  }
}

/** A calendar's versions and one more; of two that begin at once the new one counts. */
function withVersion(
  versions: readonly CalendarVersion[],
  change: CalendarChange,
  now: Date,
): readonly CalendarVersion[] {
  const { content, effective_from } = change
  const known_from = now.getTime()
  const added = { from: effective_from.getTime(), calendar: content, name: 'the new version', known_from }
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
