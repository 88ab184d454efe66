import type { Chrome } from '#platform/http/env.ts'
import { dateOn, sayMoment, timeAt } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { type Option, Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Case } from '../case.queries.ts'
import { casePaths, taskPaths } from '../paths.ts'
import type { Task, Worker } from './task.queries.ts'
import { TASK_STATES } from './task.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly workers: readonly Worker[]
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** A team as a whole is `<team>`, somebody in it `<team>/<person>`: one choice, so that the two always fit together. */
const workerOptions = (workers: readonly Worker[], team: string | null): Option[] => [
  { value: '', text: team ? `${team}: anyone (as the case)` : 'Nobody yet' },
  ...workers.map(worker => ({
    value: worker.person_id ? `${worker.team_id}/${worker.person_id}` : worker.team_id,
    text: `${worker.team}: ${worker.person ?? 'anyone'}`,
  })),
]

function TaskFields({ theCase, workers, entered, errors }: Omit<Props, 'chrome' | 'now'>) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('title')} label="What is to be done?" />
      <Select {...field('who')} label="Who does it?" options={workerOptions(workers, theCase.team)} />
      <div class="field-row">
        <Input {...field('due_date')} type="date" label="Due on (optional)" />
        <Input {...field('due_time')} type="time" label="Due at (17:00 if empty)" />
      </div>
    </>
  )
}

const BackToCase = ({ theCase: { reference, subject } }: Pick<Props, 'theCase'>) => (
  <a href={casePaths.show({ reference })}>
    {reference} {subject}
  </a>
)

/** All tasks of a case, and a place to add one. */
export function TasksPage({ tasks, ...props }: Props & { tasks: readonly Task[] }) {
  const { chrome, theCase, errors, now } = props
  const { reference } = theCase
  return (
    <WorkspacePage {...chrome} title={`Tasks of ${reference}`} errors={errors}>
      <Toolbar title="Tasks" note={<BackToCase theCase={theCase} />} />
      <div class="two-columns">
        {tasks.length > 0 ? (
          <ol class="entries">
            {tasks.map(task => (
              <TaskEntry task={task} reference={reference} zone={theCase.zone} now={now} />
            ))}
          </ol>
        ) : (
          <EmptyState title="No tasks">
            Divide the work here: each task has its own hands and its own due time, and none waits for another.
          </EmptyState>
        )}
        <Form action={taskPaths.list({ reference })} class="narrow-form">
          <h2 class="govuk-heading-m">Add a task</h2>
          <TaskFields {...props} />
          <Button>Add task</Button>
        </Form>
      </div>
    </WorkspacePage>
  )
}

interface EntryProps {
  readonly task: Task
  readonly reference: string
  readonly zone: string
  readonly now: Date
}

const TaskEntry = ({ task, reference, zone, now }: EntryProps) => (
  <li class="entries__entry">
    <div>
      <a href={taskPaths.show({ reference, task: task.id })}>{task.title}</a>
      <p class="entries__note">
        {TASK_STATES[task.state]} · {task.assignee ?? task.team ?? 'nobody yet'}
        {task.due_at && (
          <>
            {' · '}
            <DueTime due={task.due_at} open={task.state === 'to_do'} zone={zone} now={now} />
          </>
        )}
      </p>
    </div>
    <TaskButtons task={task} reference={reference} />
  </li>
)

/** "due today 14:30", or "late: due …" in a colour of its own as well. */
export const DueTime = ({ due, open, zone, now }: { due: Date; open: boolean; zone: string; now: Date }) =>
  open && due < now ? (
    <span class="task__late">
      late: due <When at={sayMoment(due, zone, now)} />
    </span>
  ) : (
    <span>
      due <When at={sayMoment(due, zone, now)} />
    </span>
  )

function TaskButtons({ task, reference }: Pick<EntryProps, 'task' | 'reference'>) {
  const at = { reference, task: task.id }
  const button = (value: string, text: string) => (
    <Button name="state" value={value} variant="secondary">
      {text}
      <span class="govuk-visually-hidden"> {task.title}</span>
    </Button>
  )
  if (task.state !== 'to_do') return <Form action={taskPaths.settle(at)}>{button('to_do', 'To do again')}</Form>
  return (
    <div class="button-row">
      <Form action={taskPaths.settle(at)} class="button-row">
        {button('done', 'Done')}
        {button('not_needed', 'Not needed')}
      </Form>
      <Form action={taskPaths.move(at)} class="button-row">
        {(['up', 'down'] as const).map(direction => (
          <Button name="direction" value={direction} variant="secondary">
            {direction === 'up' ? 'Up' : 'Down'}
            <span class="govuk-visually-hidden"> in the list: {task.title}</span>
          </Button>
        ))}
      </Form>
    </div>
  )
}

/** One task: its words, its hands, its time. */
export function TaskPage({ task, ...props }: Props & { task: Task }) {
  const { chrome, theCase, errors } = props
  const { reference } = theCase
  const who = [task.team_id, task.assignee_id].filter(Boolean).join('/')
  const due = task.due_at && {
    due_date: dateOn(task.due_at, theCase.zone),
    due_time: timeAt(task.due_at, theCase.zone),
  }
  const entered = props.entered ?? { title: task.title, who, ...due }
  return (
    <WorkspacePage {...chrome} title={task.title} errors={errors}>
      <Toolbar title={task.title} note={TASK_STATES[task.state]}>
        <BackToCase theCase={theCase} />
      </Toolbar>
      <Form action={taskPaths.show({ reference, task: task.id })} class="narrow-form">
        <TaskFields {...props} entered={entered} />
        <Button>Save task</Button>
      </Form>
      <h2 class="section-title">Where it stands</h2>
      <TaskButtons task={task} reference={reference} />
    </WorkspacePage>
  )
}
