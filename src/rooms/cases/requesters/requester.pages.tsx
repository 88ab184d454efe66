import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card, Facts } from '#platform/ui/pieces/card.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Person } from '#rooms/people/index.ts'
import { CasePriority, CaseState, momentOf } from '../finding/case-line.tsx'
import type { CaseLine } from '../finding/find-cases.queries.ts'
import { casePaths } from '../paths.ts'

/** How to reach somebody, and what help they need: the facts an analyst wants with the person on the line. */
export function PersonFacts({ person }: { person: Person }) {
  const facts = [
    {
      name: 'Telephone',
      value: person.phone && <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>{person.phone}</a>,
    },
    { name: 'E-mail', value: person.email && <a href={`mailto:${person.email}`}>{person.email}</a> },
    { name: 'Job', value: person.job_title },
    { name: 'Department', value: person.department },
    { name: 'Where', value: person.location },
    { name: 'Help they need', value: person.assistance },
  ]
  return <Facts facts={facts.filter(fact => fact.value)} />
}

/** Somebody's cases, the open ones first. */
export function TheirCases({ cases, now }: { cases: readonly CaseLine[]; now: Date }) {
  if (cases.length === 0) return <p class="quiet">They have not asked for anything before.</p>
  return (
    <ul class="case-lines">
      {cases.map(one => (
        <li class="case-line">
          <a href={casePaths.show({ reference: one.reference })}>
            <span class="reference">{one.reference}</span> {one.subject}
          </a>
          <span class="case-line__about">
            <CasePriority priority={one.priority} /> <CaseState state={one.state} />{' '}
            <When at={momentOf(one.logged_at, one.zone, now)} />
          </span>
        </li>
      ))}
    </ul>
  )
}

export interface RequesterPageProps {
  chrome: Chrome
  person: Person
  cases: readonly CaseLine[]
  mayLog: boolean
  now: Date
}

export function RequesterPage({ chrome, person, cases, mayLog, now }: RequesterPageProps) {
  const open = cases.filter(one => one.state !== 'resolved' && one.state !== 'closed')
  return (
    <WorkspacePage {...chrome} title={person.name}>
      <Toolbar title={person.name} note={person.active ? undefined : 'Has left'}>
        {mayLog && (
          <Button href={casePaths.log({}, { requester: person.id })} class="govuk-!-margin-bottom-0">
            New case for {person.name.split(' ')[0]}
          </Button>
        )}
      </Toolbar>
      <div class="two-columns">
        <Card title={open.length > 0 ? `Cases, ${open.length} open` : 'Cases'}>
          <TheirCases cases={cases} now={now} />
        </Card>
        <Card title="How to reach them">
          <PersonFacts person={person} />
        </Card>
      </div>
    </WorkspacePage>
  )
}
