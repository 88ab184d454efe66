import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { CLOSURE_CODES, STATE_NAMES } from '../case.rules.ts'
import type { Desk } from '../queue/desk.queries.ts'
import type { ChosenCase } from './bulk-change.queries.ts'
import { cases, type What } from './bulk-change.rules.ts'
import { bulkPaths } from './paths.ts'

export interface BulkFacts {
  readonly what: What
  readonly chosen: readonly ChosenCase[]
  readonly desk: Desk
  /** For each organisation among the cases, its categories. */
  readonly categories: ReadonlyMap<string, readonly { id: string; path: string }[]>
  readonly back: string
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

const VERBS: Record<What, string> = {
  take: 'Take',
  assign: 'Assign',
  classify: 'Categorise',
  prioritise: 'Set the priority of',
  close: 'Close',
}

const LEVELS = [
  { value: '1', label: 'High' },
  { value: '2', label: 'Medium' },
  { value: '3', label: 'Low' },
]

type Field = ReturnType<typeof fieldsOf>

/** A team alone, or somebody in it: one choice, so that the two cannot disagree. */
export const assignOptions = (desk: Desk) =>
  desk.teams
    .filter(({ stands }) => stands)
    .flatMap(team => [
      { value: team.id, text: `${team.name}: anyone` },
      ...desk.colleagues
        .filter(({ team_id }) => team_id === team.id)
        .map(({ person_id, name }) => ({ value: `${team.id}:${person_id}`, text: `${team.name}: ${name}` })),
    ])

function CategoryFields({ facts, field }: { facts: BulkFacts; field: Field }) {
  return [...facts.categories].map(([organisation_id, categories]) => {
    const name = facts.desk.organisations.find(({ id }) => id === organisation_id)?.name
    const count = facts.chosen.filter(each => each.organisation_id === organisation_id).length
    return (
      <Select
        {...field(`category-${organisation_id}`)}
        label={facts.categories.size > 1 ? `Category for ${name} (${cases(count)})` : 'Category'}
        options={[{ value: '', text: 'Choose' }, ...categories.map(({ id, path }) => ({ value: id, text: path }))]}
      />
    )
  })
}

const choicesFor = (items: readonly { value: string; label: string }[], chosen: string | undefined) =>
  items.map(item => ({ ...item, checked: item.value === chosen }))

function Details({ facts, field }: { facts: BulkFacts; field: Field }) {
  const { what, desk, entered } = facts
  if (what === 'assign')
    return (
      <Select {...field('to')} label="Assign to" options={[{ value: '', text: 'Choose' }, ...assignOptions(desk)]} />
    )
  if (what === 'classify') return <CategoryFields facts={facts} field={field} />
  if (what === 'prioritise')
    return (
      <>
        <Radios
          {...field('impact')}
          legend="Impact"
          class="govuk-radios--inline"
          items={choicesFor(LEVELS, entered.impact)}
        />
        <Radios
          {...field('urgency')}
          legend="Urgency"
          class="govuk-radios--inline"
          items={choicesFor(LEVELS, entered.urgency)}
        />
      </>
    )
  if (what !== 'close') return null
  const codes = Object.entries(CLOSURE_CODES).filter(([code]) => code !== 'merged' && code !== 'passed')
  return (
    <>
      <Select
        {...field('closure_code')}
        label="How it ended"
        options={[{ value: '', text: 'Choose' }, ...codes.map(([value, text]) => ({ value, text }))]}
      />
      <Textarea {...field('because')} label="Why (optional)" hint="Kept in each case’s story." rows={2} />
    </>
  )
}

function Chosen({ chosen }: Pick<BulkFacts, 'chosen'>) {
  return (
    <ul class="chosen" aria-label="Cases">
      {chosen.map(({ reference, subject, state }) => (
        <li>
          <span class="reference">{reference}</span> {subject} <span class="quiet">{STATE_NAMES[state]}</span>
        </li>
      ))}
    </ul>
  )
}

/** The details a bulk change still needs, and exactly what it will do. */
export function BulkPage({ chrome, facts }: { chrome: Chrome; facts: BulkFacts }) {
  const { what, chosen, back, entered, errors } = facts
  const title = `${VERBS[what]} ${cases(chosen.length)}`
  const field = fieldsOf(entered, errors)
  return (
    <WorkspacePage {...chrome} title={title} errors={errors}>
      <Toolbar title={title} />
      {chosen.length === 0 ? (
        <p>
          <a href={back}>Go back and tick the cases you mean</a>.
        </p>
      ) : (
        <Form action={bulkPaths.change({ what })} class="bulk">
          {what === 'close' && <p>Their requesters will be told.</p>}
          <Details facts={facts} field={field} />
          {chosen.map(({ reference }) => (
            <input type="hidden" name="case" value={reference} />
          ))}
          <input type="hidden" name="back" value={back} />
          <div class="govuk-button-group">
            <Button variant={what === 'close' ? 'warning' : undefined}>{title}</Button>
            <a class="govuk-link" href={back}>
              Cancel
            </a>
          </div>
          <Chosen chosen={chosen} />
        </Form>
      )}
    </WorkspacePage>
  )
}
