import * as cases from '#rooms/cases/index.ts'
import { caseClock, previewOf } from '#rooms/cases/index.ts'
import { priorityOf } from '#rooms/clock/index.ts'
import { playBeside } from './play-beside.ts'
import { changeClocks, happened, keepTimeUntil, lastMessage, type PlayedCase, say, set } from './played-case.ts'
import type { Random } from './random.ts'
import { type Step, type Story, THE_SERVICE } from './story.ts'

/** Plays a story up to an instant: what has not happened by then has not happened. */
export function play(story: Story, random: Random, until: Date): PlayedCase {
  const it = log(story, random)
  for (const step of story.steps) {
    if (step.at > until) break
    keepTimeUntil(it, THE_SERVICE, step.at)
    perform(it, step)
  }
  keepTimeUntil(it, THE_SERVICE, until)
  playBeside(it, story, until)
  return it
}

/** As logCase does it. */
function log({ partner, logging }: Story, random: Random): PlayedCase {
  const { at, by, category, requester, body, team, channel, id } = logging
  const impact = logging.impact ?? category?.impact ?? 3
  const urgency = logging.urgency ?? category?.urgency ?? 3
  const priority = priorityOf(partner.matrix, impact, urgency)
  const clocks = partner.targets
    .filter(target => target.priority === priority)
    .map(target => caseClock.start(random.id(at.getTime()), target, logging.started_at))
    .sort((a, b) => a.metric.localeCompare(b.metric))
  const row = {
    ...{ id, organisation_id: partner.id, kind: category?.kind ?? 'incident', state: 'new' as const },
    ...{ subject: logging.subject, channel, category_id: category?.id ?? null, impact, urgency, priority },
    ...{ requester_id: requester.id, logged_by: by.person_id ?? null, team_id: team?.id ?? null, assignee_id: null },
    ...{ hold_reason: null, held_until: null, closure_code: null, resolution: null, ...caseClock.nextDue(clocks) },
    ...{ started_at: logging.started_at, logged_at: at, first_responded_at: null, resolved_at: null, closed_at: null },
    ...{ changed_at: at, last_message_at: at, last_message: previewOf(body), last_message_from: 'requester' as const },
    ...{ unread: true, reassignments: 0, reopenings: 0, location: logging.location ?? null, version: 1 },
  }
  const it: PlayedCase = {
    ...{ partner, requester: requester.name, random, row, team, assignee: null, category: category?.path ?? null },
    ...{ clocks, pauses: [], tasks: [], messages: [], events: [] },
  }
  const asker = { person_id: requester.id, name: requester.name }
  const message = say(it, asker, { kind: 'request', author_side: 'requester', channel, body }, at)
  // The reference is given when the case is written.
  const named = { team: team?.name ?? null, team_id: team?.id ?? null, assignee_id: null }
  happened(it, by, cases.caseLogged, { ...message, reference: '', channel, priority, ...named }, at)
  return it
}

type Of<A extends Step['act']> = Extract<Step, { act: A }>

function perform(it: PlayedCase, step: Step): void {
  // Whoever has the case has read it before they do anything to it.
  if (step.by.person_id === it.row.assignee_id) it.row.unread = false
  if (step.act === 'assign') assign(it, step)
  else if (step.act === 'classify') classify(it, step)
  else if (step.act === 'prioritise') prioritise(it, step)
  else if (step.act === 'hold') hold(it, step)
  else if (step.act === 'resume') resume(it, step, step.because)
  else if (step.act === 'resolve') resolve(it, step)
  else if (step.act === 'close') close(it, step)
  else if (step.act === 'reply') reply(it, step)
  else if (step.act === 'note') note(it, step)
  else answer(it, step)
}

function assign(it: PlayedCase, { at, by, team, assignee }: Of<'assign'>): void {
  const { row } = it
  const before = { team: it.team?.name ?? null, assignee: it.assignee?.name ?? null }
  if (row.team_id === team.id && row.assignee_id === (assignee?.id ?? null)) return
  set(it, at, {
    ...{ team_id: team.id, assignee_id: assignee?.id ?? null },
    state: row.state === 'new' && assignee ? 'in_progress' : row.state,
    unread: assignee !== null && assignee.id !== by.person_id,
    reassignments: row.reassignments + (row.team_id !== null && row.team_id !== team.id ? 1 : 0),
  })
  Object.assign(it, { team, assignee })
  const names = { team: team.name, assignee: assignee?.name ?? null }
  happened(it, by, cases.caseAssigned, { team_id: team.id, assignee_id: assignee?.id ?? null, ...names, before }, at)
}

function classify(it: PlayedCase, { at, by, category }: Of<'classify'>): void {
  const payload = { category_id: category.id, category: category.path, before: it.category }
  set(it, at, { category_id: category.id })
  it.category = category.path
  happened(it, by, cases.caseClassified, payload, at)
}

function prioritise(it: PlayedCase, { at, by, impact, urgency, because }: Of<'prioritise'>): void {
  const before = it.row.priority
  const priority = priorityOf(it.partner.matrix, impact, urgency)
  set(it, at, { impact, urgency, priority })
  const wanted = it.partner.targets.filter(target => target.priority === priority)
  if (priority !== before)
    changeClocks(it, clock => caseClock.retarget(clock, wanted.find(({ metric }) => metric === clock.metric)!, at))
  happened(it, by, cases.casePrioritised, { priority, impact, urgency, before, because }, at)
}

function hold(it: PlayedCase, { at, by, reason, until, note }: Of<'hold'>): void {
  const pause = { id: it.random.id(at.getTime()), reason, note, paused_by: by.person_id ?? null }
  it.pauses.push({ ...pause, from_time: at, until_time: null })
  set(it, at, { state: 'on_hold', hold_reason: reason, held_until: until ?? null })
  changeClocks(it, clock => (clock.metric === 'first_response' ? clock : caseClock.pause(clock, at)))
  happened(it, by, cases.caseHeld, { reason, until: until?.toISOString() ?? null, note }, at)
}

function endPause(it: PlayedCase, at: Date): void {
  it.pauses = it.pauses.map(pause => (pause.until_time ? pause : { ...pause, until_time: at }))
}

function resume(it: PlayedCase, { at, by }: Step, because: string): void {
  const reason = it.row.hold_reason ?? ''
  endPause(it, at)
  set(it, at, { state: 'in_progress', hold_reason: null, held_until: null })
  changeClocks(it, clock => caseClock.resume(clock, at))
  happened(it, by, cases.caseResumed, { reason, because }, at)
}

function resolve(it: PlayedCase, { at, by, closure_code, resolution }: Of<'resolve'>): void {
  endPause(it, at)
  set(it, at, {
    ...{ state: 'resolved', hold_reason: null, held_until: null, closure_code, resolution, resolved_at: at },
  })
  changeClocks(it, clock => caseClock.stop(clock, at))
  const outcomes = Object.fromEntries(it.clocks.map(clock => [clock.metric, clock.outcome ?? 'met']))
  happened(it, by, cases.caseResolved, { closure_code, resolution, outcomes }, at)
}

function close(it: PlayedCase, { at, by, because }: Of<'close'>): void {
  const closure_code = it.row.closure_code ?? 'solved'
  set(it, at, { state: 'closed', closure_code, closed_at: at })
  happened(it, by, cases.caseClosed, { closure_code, because }, at)
}

function reply(it: PlayedCase, { at, by, body, channel }: Of<'reply' | 'note' | 'answer'>): void {
  const message = say(it, by, { kind: 'reply', author_side: 'staff', channel, body }, at)
  happened(it, by, cases.caseReplied, { ...message, side: 'staff' }, at)
  const first = !it.row.first_responded_at
  set(it, at, {
    ...lastMessage(body, 'staff', at),
    state: it.row.state === 'new' ? 'in_progress' : it.row.state,
    first_responded_at: it.row.first_responded_at ?? at,
  })
  if (first) changeClocks(it, clock => (clock.metric === 'first_response' ? caseClock.stop(clock, at) : clock))
}

function note(it: PlayedCase, { at, by, body, channel }: Of<'reply' | 'note' | 'answer'>): void {
  const message = say(it, by, { kind: 'note', author_side: 'staff', channel, body }, at)
  const { assignee_id, unread } = it.row
  set(it, at, { unread: unread || (assignee_id !== null && assignee_id !== by.person_id) })
  happened(it, by, cases.caseNoted, message, at)
}

function answer(it: PlayedCase, step: Of<'reply' | 'note' | 'answer'>): void {
  const { at, by, body, channel } = step
  const message = say(it, by, { kind: 'reply', author_side: 'requester', channel, body }, at)
  happened(it, by, cases.caseReplied, { ...message, side: 'requester' }, at)
  const { state, hold_reason } = it.row
  set(it, at, { ...lastMessage(body, 'requester', at), unread: true })
  if (state === 'on_hold' && hold_reason === 'requester') resume(it, step, 'the requester answered')
  if (state === 'resolved') reopen(it, step, 'the requester wrote again')
}

function reopen(it: PlayedCase, { at, by }: Step, because: string): void {
  set(it, at, {
    ...{ state: 'in_progress', closure_code: null, resolved_at: null, closed_at: null, unread: true },
    reopenings: it.row.reopenings + 1,
  })
  changeClocks(it, clock => (clock.metric === 'resolve' ? caseClock.goOn(clock, at) : clock))
  happened(it, by, cases.caseReopened, { because }, at)
}
