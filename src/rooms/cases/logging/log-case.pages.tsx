import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { type Option, Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { type Entered, Form, FormErrors, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import type { Category } from '#rooms/catalogue/index.ts'
import type { Organisation, Person } from '#rooms/people/index.ts'
import { CHANNEL_NAMES, type Channel } from '../case.rules.ts'
import type { CaseLine } from '../finding/find-cases.queries.ts'
import { casePaths } from '../paths.ts'
import { PersonFacts, TheirCases } from '../requesters/requester.pages.tsx'

export const IMPACTS: Record<string, string> = { 1: '1 – Whole service', 2: '2 – Team or site', 3: '3 – One person' }
export const URGENCIES: Record<string, string> = { 1: '1 – Cannot work', 2: '2 – Work is hindered', 3: '3 – Can wait' }

const BY_HAND: readonly Channel[] = ['telephone', 'walk_in', 'email', 'chat', 'other']

const optionsFrom = (names: Record<string, string>, first: string): Option[] => [
  { value: '', text: first },
  ...Object.entries(names).map(([value, text]) => ({ value, text })),
]

export interface CallerPageProps {
  chrome: Chrome
  started: string
  /** What was typed to find somebody, and who was found: the way without JavaScript. */
  who?: string | undefined
  persons?: readonly Person[]
  organisations: readonly Organisation[]
  entered?: Entered
  errors?: readonly Mistake[]
}

/** First: who is it? The clock has started already. */
export function CallerPage({
  chrome,
  started,
  who,
  persons = [],
  organisations,
  entered,
  errors = [],
}: CallerPageProps) {
  const short = (id: string) => organisations.find(one => one.id === id)
  return (
    <WorkspacePage {...chrome} title="New case" errors={errors}>
      <Toolbar title="New case" note="Who is asking? Type a name, an e-mail address or a telephone number." />
      <Form action={casePaths.log()} method="get" class="caller-form">
        <input type="hidden" name="started" value={started} />
        <Typeahead
          src={casePaths.callers({}, { started })}
          name="who"
          id="who"
          label="Person"
          value={who}
          attributes={{ autofocus: true }}
        />
        <Button variant="secondary">Find</Button>
      </Form>
      {who && persons.length === 0 && <p>Nobody found for “{who}”.</p>}
      {persons.length > 0 && (
        <ul class="findings">
          {persons.map(person => {
            const organisation = short(person.organisation_id)
            return (
              <li class="finding">
                <a class="finding__title" href={casePaths.log({}, { requester: person.id, started })}>
                  {person.name}
                </a>{' '}
                {organisation && <OrganisationTag organisation={{ ...organisation, colour: organisation.accent }} />}{' '}
                <span class="finding__about">
                  {[person.job_title, person.department, person.phone].filter(Boolean).join(' · ')}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <NewPerson started={started} organisations={organisations} entered={{ name: who, ...entered }} errors={errors} />
    </WorkspacePage>
  )
}

type NewPersonProps = Pick<CallerPageProps, 'started' | 'organisations' | 'entered' | 'errors'>

function NewPerson({ started, organisations, entered, errors = [] }: NewPersonProps) {
  const field = fieldsOf(entered, errors)
  const choices = organisations.filter(one => one.ended_at === null).map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Details summary="Not on file? Add them" open={errors.length > 0}>
      <Form action={casePaths.addCaller({}, { started })} class="narrow-form">
        <Input {...field('name')} label="Name" autocomplete="off" />
        <Select {...field('organisation_id')} label="Organisation" options={choices} />
        <Input {...field('phone')} label="Telephone (optional)" type="tel" autocomplete="off" />
        <Input {...field('email')} label="E-mail (optional)" type="email" autocomplete="off" />
        <Button variant="secondary">Add and go on</Button>
      </Form>
    </Details>
  )
}

export interface LogCasePageProps {
  chrome: Chrome
  /** The case's identifier, made with the form, so that a second click logs nothing twice. */
  id: string
  /** When they made contact: date and time in the organisation's zone. */
  started: { iso: string; time: string; today: boolean }
  person: Person
  organisation: Organisation
  categories: readonly Category[]
  cases: readonly CaseLine[]
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
  now: Date
}

/** Then: what is it? Everything on one screen, with their open cases beside it, so that a second call is not a second case. */
export function LogCasePage(props: LogCasePageProps) {
  const { chrome, person, organisation, cases, errors = [], now } = props
  return (
    <WorkspacePage {...chrome} title={`New case for ${person.name}`} errors={errors}>
      <Toolbar title={`New case for ${person.name}`}>
        <OrganisationTag organisation={{ ...organisation, colour: organisation.accent }} />
        <a href={casePaths.log({}, { started: props.started.iso })}>Somebody else</a>
      </Toolbar>
      <FormErrors errors={errors} />
      <div class="two-columns">
        <CaseForm {...props} />
        <div>
          <Card title="Their cases">
            <TheirCases cases={cases} now={now} />
          </Card>
          <Card title={person.name}>
            <PersonFacts person={person} />
          </Card>
        </div>
      </div>
    </WorkspacePage>
  )
}

function CaseForm({ id, started, person, categories, entered, errors = [] }: LogCasePageProps) {
  const field = fieldsOf(
    { channel: 'telephone', started_time: started.time, location: person.location ?? '', ...entered },
    errors,
  )
  const channels = BY_HAND.map(channel => ({ value: channel, text: CHANNEL_NAMES[channel] }))
  return (
    <Form action={casePaths.log({}, { requester: person.id })} draft={`log:${person.id}`} class="log-form">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="started" value={started.iso} />
      <Input {...field('subject')} label="What is wrong, or wanted" attributes={{ autofocus: true }} />
      <Textarea {...field('body')} label="Details, in their words" rows={6} />
      <CategorySelect {...field('category_id')} categories={categories} />
      <div class="field-row">
        <Select {...field('impact')} label="Impact" options={optionsFrom(IMPACTS, 'By category')} />
        <Select {...field('urgency')} label="Urgency" options={optionsFrom(URGENCIES, 'By category')} />
        <Select {...field('channel')} label="By" options={channels} />
        <Input
          {...field('started_time')}
          label={started.today ? 'Contact began' : 'Contact began (time)'}
          type="time"
        />
      </div>
      <Input {...field('location')} label="Where (optional)" />
      <div class="button-row">
        <Button name="next" value="show">
          Log case
        </Button>
        <Button name="next" value="take" variant="secondary">
          Log and take it
        </Button>
      </div>
    </Form>
  )
}

type CategorySelectProps = ReturnType<ReturnType<typeof fieldsOf>> & { categories: readonly Category[] }

/** The tree of categories as a select, by its paths. */
export const CategorySelect = ({ categories, ...field }: CategorySelectProps) => (
  <Select
    {...field}
    label="Category"
    options={[{ value: '', text: 'Not sure yet' }, ...categories.map(({ id, path }) => ({ value: id, text: path }))]}
  />
)
