/** A case as one agreement sees it, and how its clocks begin, change and end. */
import {
  type Agreement,
  type AgreementVersion,
  type Calendars,
  METRICS,
  type Metric,
  secondsAllowed,
  targetOf,
  timeOf,
  versionFrom,
} from './agreement.rules.ts'
import type { CaseEvent, Party } from './history.rules.ts'
import { pausesOf } from './pauses.rules.ts'
import { type Ending, end, goOn, type Running, type Terms, underTerms } from './running.rules.ts'

/** The case so far, as one agreement sees it. */
export interface Story {
  readonly agreement: Agreement
  readonly calendars: Calendars
  readonly events: readonly CaseEvent[]
  readonly now: number
  version: AgreementVersion
  priority: string
  holder: Party | undefined
  self_raised: boolean
  answered: boolean
  resolved: boolean
  merged: boolean
  runs: Running[]
}

/** What is owed once something is somebody's. */
const FROM_THE_START: readonly Metric[] = ['acknowledge', 'first_response', 'own', 'restore', 'resolve', 'fulfil']

/** An agreement with the people served is kept by everybody; others only by the party that owes. */
export const isOurs = ({ agreement }: Story, party: Party | undefined) =>
  agreement.kind === 'sla' || party === agreement.owed_by

/** Whether anything can be owed under this agreement now: the case is open, and with the party that owes. */
export const owes = (story: Story) => !story.resolved && !story.merged && isOurs(story, story.holder)

const isLatest = ({ runs }: Story, { metric, turn }: Running) =>
  !runs.some(other => other.metric === metric && other.turn > turn)

function termsOf(story: Story, { metric, started_at }: Running, at: number): Terms | undefined {
  const { version, priority, calendars } = story
  const target = targetOf(version, metric, priority)
  if (!target) return undefined
  const time = timeOf(target, calendars)
  const counts_from = version.on_change === 'restart' ? at : started_at
  return { priority, version, target, time, seconds: secondsAllowed(target, time, counts_from), counts_from }
}

/** A clock begins, if anything is owed and the agreement ever promises this. */
export function begin(story: Story, metric: Metric, at: number) {
  if (!owes(story) || !story.version.targets.some(target => target.metric === metric)) return
  const turn = story.runs.filter(run => run.metric === metric).length + 1
  const pauses = pausesOf(story.agreement, metric, story.events, story.now)
  const run: Running = { metric, turn, started_at: at, pauses, outcomes: [], told: [], passed: new Map() }
  story.runs.push(retargeted(story, run, at))
}

/** The clock under what is now promised; where nothing is, it ends, until something is again. */
export function retargeted(story: Story, run: Running, at: number): Running {
  if (run.ended && !(run.ended === 'void' && owes(story) && isLatest(story, run))) return run
  const terms = termsOf(story, run, at)
  if (!terms) return run.watch ? end(run, 'void', at) : run
  const going = run.ended ? goOn(run, at, 'nothing promised') : run
  return underTerms(going, terms, at)
}

/** Changes the clocks of which this is true. */
export function change(story: Story, which: (run: Running) => boolean, how: (run: Running) => Running) {
  story.runs = story.runs.map(run => (which(run) ? how(run) : run))
}

/** Goes on with the latest of each of these metrics, as it stopped or was merged away. */
export const goOnWith = (story: Story, metrics: readonly Metric[], at: number) =>
  change(
    story,
    ({ metric, ended, ...run }) =>
      metrics.includes(metric) && (ended === 'stopped' || ended === 'merged') && isLatest(story, { metric, ...run }),
    run => retargeted(story, goOn(run, at, 'resolved'), at),
  )

/** Ends those of these metrics that run. */
export const stop = (story: Story, metrics: readonly Metric[], at: number, ending: Ending = 'stopped') =>
  change(
    story,
    run => !run.ended && metrics.includes(run.metric),
    run => end(run, ending, at),
  )

/** Ends all that run. */
export const stopAll = (story: Story, at: number, ending: Ending = 'stopped') =>
  change(
    story,
    run => !run.ended,
    run => end(run, ending, at),
  )

/** The party's own clocks begin: with the case, or when it is handed to them. */
export function beginAll(story: Story, at: number) {
  const ownMarks = story.version.targets.filter(
    ({ metric, starts_at_mark }) => !METRICS.some(known => known === metric) && starts_at_mark === undefined,
  )
  for (const metric of new Set([...FROM_THE_START, ...ownMarks.map(({ metric }) => metric)])) begin(story, metric, at)
}

/** A party has it from now on. */
export function handTo(story: Story, to: Party, at: number) {
  story.holder = to
  if (story.agreement.kind === 'sla' || !owes(story)) return
  story.version = versionFrom(story.agreement, at)
  story.answered = false
  beginAll(story, at)
}
