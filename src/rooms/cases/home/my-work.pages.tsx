import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Content } from '#platform/ui/govuk/element.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { QueueTable } from '#platform/ui/pieces/queue-table.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { casePaths, homePaths } from '../paths.ts'
import { columnsOf } from '../queue/columns.pages.tsx'
import type { Desk } from '../queue/desk.queries.ts'
import { queuePaths } from '../queue/paths.ts'
import type { QueuePage } from '../queue/queue.queries.ts'
import type { View } from '../queue/view.rules.ts'
import { sentenceOf } from '../timeline/sentences.rules.ts'
import type { Change, MyTask } from './my-work.queries.ts'

export interface MyWorkFacts {
  readonly desk: Desk
  readonly zone: string
  readonly now: Date
  readonly since: Date
  readonly mine: QueuePage
  readonly mineView: View
  /** What nobody has in hand yet, in the first of their teams. */
  readonly unassigned: QueuePage
  readonly unassignedView: View
  readonly tasks: readonly MyTask[]
  readonly changes: readonly Change[]
}

export function MyWorkPage({
  chrome,
  action,
  name,
  facts,
}: {
  chrome: Chrome
  action: string
  name: string
  facts: MyWorkFacts
}) {
  const { desk, zone, now, since, mine, mineView, unassigned, unassignedView, tasks, changes } = facts
  const when = (date: Date) => (
    <When at={{ text: sayWhen(date, zone, now), title: sayFull(date, zone), datetime: date.toISOString() }} />
  )
  const team = desk.teams.find(({ slug }) => slug === unassignedView.place)
  return (
    <WorkspacePage {...chrome} title="Home" active={action}>
      <Toolbar title={`Your work, ${name.split(' ')[0]}`} note={ledeOf(facts)}>
        <Button href={queuePaths.show({ place: 'mine' })} variant="secondary">
          My queue
        </Button>
      </Toolbar>
      <div class="home">
        <Cases title="Mine, in the order needed" page={mine} view={mineView} facts={facts}>
          Nothing is assigned to you. Take something from {team ? `${team.name}’s list below` : 'a queue'}.
        </Cases>
        <Cases
          title={team ? `${team.name}: nobody has these` : 'Nobody has these'}
          page={unassigned}
          view={unassignedView}
          facts={facts}
        >
          Every open case here has somebody.
        </Cases>
        <div class="home__side">
          <Card title="Tasks">
            {tasks.length === 0 && <p class="quiet">No tasks are waiting for you.</p>}
            <ul class="entries">
              {tasks.map(task => (
                <li class="entries__entry">
                  <div>
                    <a href={casePaths.show({ reference: task.reference })}>{task.title}</a>
                    <p class="entries__note">
                      {task.due_at ? <>due {when(task.due_at)}</> : 'no date'} · {task.subject}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
          <Card title="Changed since you looked" action={changes.length > 0 && <Seen />}>
            {changes.length === 0 && <p class="quiet">Nobody else has touched your cases since {when(since)}.</p>}
            <ul class="entries">
              {changes.map(change => (
                <li class="entries__entry">
                  <div>
                    <a href={casePaths.show({ reference: change.reference })}>{change.subject}</a>
                    <p class="entries__note">
                      {when(change.happened_at)} · {saidOf(change, zone, now)}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </WorkspacePage>
  )
}

const Seen = () => (
  <Form action={homePaths.seen()}>
    <Button variant="secondary">I have seen these</Button>
  </Form>
)

/** A change in a sentence; what was written is read on the case. */
function saidOf(change: Change, zone: string, now: Date): string {
  if (change.name === 'case.replied') return `${change.actor_name} replied`
  if (change.name === 'case.noted') return `${change.actor_name} added a note`
  return sentenceOf(change, instant => sayWhen(new Date(instant), zone, now))
}

function ledeOf({ mine }: MyWorkFacts): string {
  const { late = 0, today = 0 } = mine.counts ?? {}
  const count = (number: number, what: string) => `${number} ${number === 1 ? 'case' : 'cases'} ${what}`
  if (late === 0 && today === 0) return mine.rows.length === 0 ? '' : 'Nothing of yours is late or due today.'
  return [late > 0 && count(late, 'late'), today > 0 && count(today, 'due today')].filter(Boolean).join(', ')
}

interface CasesProps {
  title: string
  page: QueuePage
  view: View
  facts: MyWorkFacts
  /** What is said when there are none. */
  children: Content
}

const Cases = ({ title, page, view, facts, children }: CasesProps) => (
  <section class="home__cases" aria-label={title}>
    <div class="card__head">
      <h2 class="card__title">{title}</h2>
      {page.next && (
        <a class="card__action" href={queuePaths.show({ place: view.place })}>
          See all
        </a>
      )}
    </div>
    {page.rows.length === 0 ? (
      <p class="quiet">{children}</p>
    ) : (
      <QueueTable
        caption={title}
        columns={columnsOf({ view, desk: facts.desk, now: facts.now }).map(({ sort: _, ...column }) => column)}
        groups={[{ rows: page.rows }]}
        id={row => row.id}
        href={row => casePaths.show({ reference: row.reference })}
        unread={row => row.unread && view.place === 'mine'}
        density="comfortable"
      />
    )}
  </section>
)
