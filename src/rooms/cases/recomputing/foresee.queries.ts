/** What changes of terms would move, of the clocks that run under them. Nothing is written. */
import type { Read } from '#platform/database/transaction.ts'
import {
  type AllAgreed,
  getAgreement,
  type PausesChange,
  type Promised,
  type TargetsChange,
} from '#rooms/catalogue/index.ts'
import type { CalendarVersion, PauseRule } from '#rooms/clock/index.ts'
import type { CalendarChange, Foreseen } from '#rooms/people/index.ts'
import { type CaseClock, isLate, underVersions } from '../clocks/case-clock.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { BOUNDS } from './bounds.ts'
import { surveyWorked, type Then } from './foresee-worked.queries.ts'
import { underTargets } from './retarget.rules.ts'
import { type After, listUnder, type RunningClock, type Under } from './running-clocks.queries.ts'
import type { Asked, Survey } from './survey.ts'

/** How to look a change over; undefined where nothing can run under it. */
export function surveyOf(tx: Read, asked: Asked, now: Date): Promise<Survey | undefined> {
  if (asked.what === 'calendar') return surveyCalendar(tx, asked.change, now)
  return asked.what === 'targets' ? surveyTargets(tx, asked.change, now) : surveyPauses(tx, asked.change, now)
}

async function surveyCalendar(tx: Read, change: CalendarChange, now: Date): Promise<Survey | undefined> {
  const { calendar_id } = change
  const known = await tx
    .selectFrom('people.published_calendars')
    .select('organisation_id')
    .where('id', '=', calendar_id)
    .executeTakeFirst()
  const { agreed } = known ? await getAgreement(tx, known.organisation_id!) : { agreed: undefined }
  const before = agreed?.calendars[calendar_id]
  if (!agreed || !before) return undefined
  const then = withVersion(before, change, now)
  const under = { what: 'calendar', subject_id: calendar_id } as const
  if (agreed.plain) return surveyShort(under, clock => underVersions(clock, then), now)
  return surveyWorked(under, { agreed: { ...agreed, calendars: { ...agreed.calendars, [calendar_id]: then } } }, now)
}

/** Whether every priority is promised the same metrics: then no clock ends or begins by a change of priority, and the short way is exact. */
const isEven = (targets: TargetsChange['targets']) =>
  ['first_response', 'resolve'].every(
    metric =>
      new Set(targets.filter(each => each.metric === metric).map(({ seconds }) => seconds === undefined)).size < 2,
  )

async function surveyTargets(tx: Read, change: TargetsChange, now: Date): Promise<Survey> {
  const { organisation_id, targets } = change
  const under = { what: 'targets', subject_id: organisation_id } as const
  const { agreed } = await getAgreement(tx, organisation_id)
  if (!agreed.plain || !isEven(targets)) return surveyWorked(under, withTargets(agreed, targets, now), now)
  const promised = targets.flatMap(({ metric, priority, seconds, calendar_id }): Promised[] => {
    const calendar = agreed.calendars[calendar_id]
    return seconds && calendar ? [{ metric, priority, seconds, warn_percent: 75, calendar_id, calendar }] : []
  })
  return surveyShort(under, clock => underTargets(clock, promised, now), now)
}

async function surveyPauses(tx: Read, change: PausesChange, now: Date): Promise<Survey> {
  const { organisation_id, agreement_id, pauses } = change
  const { agreed } = await getAgreement(tx, organisation_id)
  const added = { from: now.getTime(), reasons: pauses as Readonly<Record<string, PauseRule>> }
  const agreements = agreed.agreements.map(one =>
    one.id === agreement_id ? { ...one, pauses: [...one.pauses.filter(({ from }) => from <= added.from), added] } : one,
  )
  const then = { agreed: { ...agreed, agreements, plain: false } }
  return surveyWorked({ what: 'pauses', subject_id: organisation_id }, then, now)
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

/** What a rule would do to every running clock under terms. */
export const surveyShort = (under: Under, rule: (clock: CaseClock) => CaseClock, now: Date): Survey => ({
  ...{ under, atOnce: BOUNDS.short.atOnce },
  some: async (tx, cursor) => {
    const [case_id, metric] = cursor?.split(' ') ?? []
    const after: After | undefined = case_id && metric ? { case_id, metric } : undefined
    const clocks = await listUnder(tx, under, after, BOUNDS.short.batch)
    const last = clocks.length < BOUNDS.short.batch ? undefined : clocks.at(-1)
    return {
      clocks: clocks.map(clock => foreseen(clock, rule(clock), now)),
      cursor: last ? `${last.case_id} ${last.metric}` : null,
    }
  },
})

const foreseen = (before: RunningClock, after: CaseClock, now: Date): Foreseen => ({
  ...{ reference: before.reference, team: before.team ?? 'No team', priority: before.priority },
  ...{ metric: METRIC_NAMES[before.metric], due_before: before.due_at?.toISOString() ?? null },
  due_after: after.due_at?.toISOString() ?? null,
  ...{ late_before: isLate(before, now), late_after: isLate(after, now), unnamed: before.restricted },
})
