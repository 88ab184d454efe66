import { Button } from '#platform/ui/govuk/button.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { taskPaths } from '../paths.ts'
import type { SideTask } from '../side.queries.ts'
import { DueTime } from './task.pages.tsx'
import { TASK_STATES } from './task.rules.ts'

interface Props {
  readonly theCase: { readonly reference: string; readonly zone: string }
  readonly tasks: readonly SideTask[]
  readonly works: boolean
  readonly now: Date
}

const FROM_CASE = { from: 'case' }

function OpenTask({ task, theCase: { reference, zone }, works, now }: Omit<Props, 'tasks'> & { task: SideTask }) {
  const at = { reference, task: task.id }
  const who = task.assignee ?? task.team
  return (
    <li class="side-task">
      {works && (
        <Form action={taskPaths.settle(at, FROM_CASE)}>
          <button class="side-task__tick" type="submit" name="state" value="done" title="Done">
            <span class="govuk-visually-hidden">Done: {task.title}</span>
          </button>
        </Form>
      )}
      <div>
        {works ? <a href={taskPaths.show(at)}>{task.title}</a> : task.title}
        <span class="side-list__about">
          {who}
          {who && task.due_at && ' · '}
          {task.due_at && <DueTime due={new Date(task.due_at)} open zone={zone} now={now} />}
        </span>
      </div>
    </li>
  )
}

const Finished = ({ tasks }: { tasks: readonly SideTask[] }) => (
  <details class="side-list__earlier">
    <summary>{tasks.length} finished</summary>
    <ul class="side-list">
      {tasks.map(task => (
        <li>
          {task.title} <span class="side-list__state">{TASK_STATES[task.state]}</span>
        </li>
      ))}
    </ul>
  </details>
)

/** What is still to be done, each with its tick; a field to add the next. */
export function TasksCard({ theCase, tasks, works, now }: Props) {
  const { reference } = theCase
  const open = tasks.filter(task => task.state === 'to_do')
  const finished = tasks.filter(task => task.state !== 'to_do')
  const all = works && <a href={taskPaths.list({ reference })}>Plan</a>
  return (
    <Card title={open.length > 0 ? `Tasks (${open.length} to do)` : 'Tasks'} action={all}>
      {open.length > 0 && (
        <ul class="side-list">
          {open.map(task => (
            <OpenTask {...{ task, theCase, works, now }} />
          ))}
        </ul>
      )}
      {open.length === 0 && !works && <p class="quiet">Nothing to do.</p>}
      {works && (
        <Form action={taskPaths.list({ reference }, FROM_CASE)} class="side-form">
          <label class="govuk-visually-hidden" for="task-title">
            Add a task
          </label>
          <input class="govuk-input" id="task-title" name="title" placeholder="Add a task" autocomplete="off" />
          <Button variant="secondary">Add</Button>
        </Form>
      )}
      {finished.length > 0 && <Finished tasks={finished} />}
    </Card>
  )
}
