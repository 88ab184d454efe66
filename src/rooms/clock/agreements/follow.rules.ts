/** Follows a case's history for one agreement, event by event (clock semantics 5 to 7, 10 to 15). */
import { type Agreement, type Calendars, type Metric, versionFrom } from './agreement.rules.ts'
import { type CaseEvent, type EventName, type EventOf, isAnswer, startOf, wantsAnswer } from './history.rules.ts'
import { goOn, missedBy, type Running, unpin } from './running.rules.ts'
import {
  begin,
  beginAll,
  change,
  goOnWith,
  handTo,
  isOurs,
  owes,
  retargeted,
  type Story,
  stop,
  stopAll,
} from './story.rules.ts'

/** What a rejection answers all the same (14). */
const ANSWERS: readonly Metric[] = ['acknowledge', 'first_response', 'own']

/** A reopening owes these again; the first response was given (13). */
const AFTER_REOPENING: readonly Metric[] = ['restore', 'resolve', 'fulfil']

function answer(story: Story, at: number) {
  stop(story, ['acknowledge', 'first_response', 'next_response', 'keep_informed'], at)
  story.answered = true
  // Each update owes the next; none is owed before the first response (S48).
  begin(story, 'keep_informed', at)
}

function resolve(story: Story, at: number) {
  stopAll(story, at)
  story.resolved = true
}

type Steps = { readonly [Name in EventName]?: (story: Story, event: EventOf<Name>) => void }

const STEPS: Steps = {
  opened(story, event) {
    const from = startOf(event, false)
    story.version = versionFrom(story.agreement, from)
    const start = startOf(event, story.version.on_split === 'inherit')
    story.priority = event.priority
    story.self_raised = event.self_raised ?? false
    story.holder = event.party
    beginAll(story, start)
  },
  message(story, event) {
    const { at, from, automatic, thanks } = event
    const { owed_by, kind } = story.agreement
    if (kind === 'sla' ? isAnswer(event) : from === owed_by && !automatic) return answer(story, at)
    if (from === 'requester' && thanks && !automatic) return stop(story, ['next_response'], at)
    const waiting = story.runs.some(({ metric, ended }) => metric === 'next_response' && !ended)
    // From the oldest unanswered message; until the first response, that is what is owed.
    if (wantsAnswer(event) && story.answered && !waiting) begin(story, 'next_response', at)
  },
  acknowledged: (story, { at, party }) => isOurs(story, party) && stop(story, ['acknowledge'], at),
  owned: (story, { at, party }) => isOurs(story, party) && stop(story, ['own'], at),
  restored: (story, { at }) => stop(story, ['restore'], at),
  fulfilled: (story, { at }) => stop(story, ['fulfil'], at),
  prioritised(story, { at, priority }) {
    story.priority = priority
    change(
      story,
      () => true,
      run => retargeted(story, run, at),
    )
  },
  agreed(story, { at, agreement, version }) {
    const named = agreement === story.agreement.id && story.agreement.versions.find(one => one.version === version)
    if (!named) return
    story.version = named
    change(
      story,
      () => true,
      run => retargeted(story, run, at),
    )
  },
  pinned(story, { at, by, agreement, metric, due, because }) {
    if (agreement !== story.agreement.id) return
    const which = (run: Running) => run.metric === metric && !run.ended
    change(story, which, run => ({ ...run, pinned: { due, because, at, by, already: missedBy(run, at) } }))
  },
  unpinned(story, { at, agreement, metric }) {
    if (agreement !== story.agreement.id) return
    change(
      story,
      run => run.metric === metric && !run.ended,
      run => unpin(run, at),
    )
  },
  resolved: (story, { at }) => resolve(story, at),
  // Closing is administrative; of a case that nobody resolved it is the end all the same.
  closed: (story, { at }) => resolve(story, at),
  reopened(story, { at }) {
    if (!story.resolved) return
    story.resolved = false
    if (!owes(story)) return
    if (story.version.on_reopen !== 'restart') goOnWith(story, AFTER_REOPENING, at)
    else for (const metric of AFTER_REOPENING) begin(story, metric, at)
    if (story.answered) begin(story, 'keep_informed', at)
  },
  handed_over(story, { at, to, done }) {
    if (story.agreement.kind !== 'sla' && story.holder === story.agreement.owed_by)
      stopAll(story, at, done ? 'stopped' : 'handed_on')
    handTo(story, to, at)
  },
  rejected(story, { at, back_to }) {
    if (story.agreement.kind !== 'sla' && story.holder === story.agreement.owed_by) {
      stop(story, ANSWERS, at)
      stopAll(story, at, 'rejected')
    }
    handTo(story, back_to, at)
  },
  merged(story, { at }) {
    stopAll(story, at, 'merged')
    story.merged = true
  },
  unmerged(story, { at }) {
    story.merged = false
    // Resolved or handed to another party meanwhile, it owes nothing here.
    if (!owes(story)) return
    const counts = story.version.on_unmerge === 'include'
    change(
      story,
      run => run.ended === 'merged',
      run => goOn({ ...run, outcomes: run.outcomes.slice(0, -1) }, at, 'merged', counts),
    )
  },
  marked(story, { at, mark }) {
    const own = story.version.targets
    stop(
      story,
      own.filter(target => target.stops_at_mark === mark).map(({ metric }) => metric),
      at,
    )
    const starts = own.filter(target => target.starts_at_mark === mark).map(({ metric }) => metric)
    for (const metric of new Set(starts))
      if (!story.runs.some(run => run.metric === metric && !run.ended)) begin(story, metric, at)
  },
}

/** The clocks of one agreement after all that happened. */
export function follow(events: readonly CaseEvent[], agreement: Agreement, calendars: Calendars, now: number): Story {
  const story: Story = {
    ...{ agreement, calendars, events, now, version: agreement.versions[0]!, priority: '' },
    ...{ holder: undefined, self_raised: false, answered: false, resolved: false, merged: false, runs: [] },
  }
  for (const event of events) {
    // Each step is kept under the name of the events it takes.
    const step = STEPS[event.what] as ((story: Story, event: CaseEvent) => void) | undefined
    step?.(story, event)
  }
  return story
}
