/*
 * What is done beside a case's own steps, as the acts of #rooms/cases do it: tasks with their alerts, and watchers. It is put among
 * the case's events in order of time, because that is the order of its chain.
 */
import * as cases from '#rooms/cases/index.ts'
import { type Calendar, endOfWorkingDay } from '#rooms/clock/index.ts'
import { happened, isOpen, type PlayedCase, type TaskRow } from './played-case.ts'
import { type Story, type Task, THE_SERVICE } from './story.ts'
import { authorOf } from './telling.ts'

export function playBeside(it: PlayedCase, { tasks, watchers, logging }: Story, until: Date): void {
  const begun = tasks.filter(({ created_at }) => created_at <= until)
  it.tasks = begun.map((task, index) => playTask(it, task, index + 1, until))
  for (const { id, name } of watchers)
    happened(it, logging.by, cases.caseWatched, { person_id: id, person: name }, logging.at)
  inOrder(it)
}

/** Events in order of time; what happened at one instant stays as it was told. */
export function inOrder(it: PlayedCase): void {
  it.events.sort((a, b) => a.happened_at.getTime() - b.happened_at.getTime())
}

/** The working day after a task is due, when its team's lead hears of it. */
export const leadHearsAt = (calendar: Calendar, due_at: Date): Date =>
  new Date(endOfWorkingDay(calendar, due_at.getTime(), 1)!)

function playTask(it: PlayedCase, task: Task, position: number, until: Date): TaskRow {
  const { id, name: title, team, assignee, created_at, due_at } = task
  const names = { team: team.name, assignee: assignee.name }
  const by = authorOf(assignee)
  happened(it, by, cases.taskAdded, { task_id: id, title, ...names, due_at: due_at.toISOString() }, created_at)
  const done_at = doneAt(it, task, until)
  const alerted = playAlerts(it, task, done_at ?? until)
  const state = done_at ? 'done' : 'to_do'
  if (done_at) happened(it, by, cases.taskSettled, { task_id: id, title, state, before: 'to_do' }, done_at)
  return {
    ...{ id, title, team_id: team.id, assignee_id: assignee.id, state, position, due_at, created_at, done_at },
    ...{ done_by: done_at ? assignee.id : null, alerted: done_at ? null : alerted, changed_at: done_at ?? created_at },
  }
}

/** Done when it was told so, and before the case is resolved at the latest. */
function doneAt(it: PlayedCase, { created_at, done_at }: Task, until: Date): Date | null {
  if (isOpen(it)) return done_at <= until ? done_at : null
  const last = Math.max(created_at.getTime(), (it.row.resolved_at ?? until).getTime() - 1000)
  return new Date(Math.min(done_at.getTime(), last))
}

function playAlerts(it: PlayedCase, { id, name: title, team, assignee, due_at }: Task, end: Date): TaskRow['alerted'] {
  const what = { task_id: id, title, due_at: due_at.toISOString() }
  if (due_at >= end) return null
  happened(it, THE_SERVICE, cases.taskOverdue, { ...what, alerted: 'owner', persons: [assignee.name] }, due_at)
  const later = leadHearsAt(it.partner.calendar, due_at)
  if (later >= end) return 'owner'
  happened(it, THE_SERVICE, cases.taskOverdue, { ...what, alerted: 'lead', persons: [...team.leads] }, later)
  return 'lead'
}
