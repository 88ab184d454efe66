import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { FileUpload } from '#platform/ui/govuk/file-upload.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import { ROLE_NAMES } from '../roles/roles.rules.ts'
import type { Looked } from './joiners.queries.ts'
import type { Step } from './plan.rules.ts'

const aboveFor = (organisation: Organisation) => [
  ADMINISTRATION,
  { href: peoplePaths.persons({ organisation: organisation.id }), text: `People of ${organisation.short_name}` },
]

interface Props extends FormState {
  chrome: Chrome
  organisation: Organisation
}

export function JoinersPage({ chrome, organisation, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <SettingsPage chrome={chrome} title="People from a file" above={aboveFor(organisation)} errors={errors}>
      <p class="govuk-body">
        Send a file of the people of {organisation.name}, as a spreadsheet or the payroll writes it: CSV, with headings.
        You see everything it would change before anything is changed.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.joinersSample({ organisation: organisation.id })} download>
          Download a sample file
        </a>
      </p>
      <Form
        action={peoplePaths.joiners({ organisation: organisation.id })}
        attributes={{ enctype: 'multipart/form-data' }}
      >
        <FileUpload {...field('file')} label="File of people" hint="CSV, up to 10,000 rows" accept=".csv,text/csv" />
        <Checkboxes
          name="everybody"
          idPrefix="everybody"
          legend="Who is in the file?"
          items={[
            {
              value: 'yes',
              label: 'Everybody who works here',
              hint: 'Whoever is not in it is then listed as having left, to be deactivated',
              checked: entered?.everybody === 'yes',
            },
          ]}
        />
        <Button>Look over what it would change</Button>
      </Form>
    </SettingsPage>
  )
}

const MOST_SHOWN = 200
const SAID: Record<string, string> = {
  name: 'name',
  email: 'e-mail',
  phone: 'telephone',
  job_title: 'job',
  employee_number: 'employee number',
}

/** What a row changes of somebody, in a line. */
function saySteps({ fields, before, roles, joins, manager, back }: Step, adds: boolean): string {
  const changed = Object.entries(fields).map(([name, now]) => {
    const was = (before as Record<string, string | null>)[name]
    return adds ? now : `${SAID[name] ?? name}: ${was ? `${was} → ` : ''}${now}`
  })
  return [
    ...(adds ? changed.slice(1) : changed),
    ...(back ? ['comes back'] : []),
    ...roles.map(role => `role: ${ROLE_NAMES[role]}`),
    ...joins.map(({ name }) => `joins ${name}`),
    ...(manager ? ['another manager'] : []),
  ].join(' · ')
}

interface ListProps {
  title: string
  id: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
  why?: string
}

const List = ({ title, id, head, rows, why }: ListProps) =>
  rows.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {title}: {rows.length.toLocaleString('en-GB')}
      </h2>
      {why && <p class="govuk-body">{why}</p>}
      <Scroll label={title}>
        <Table
          caption={title}
          captionClass="govuk-visually-hidden"
          head={[...head]}
          rows={rows.slice(0, MOST_SHOWN).map(row => [...row])}
        />
      </Scroll>
      {rows.length > MOST_SHOWN && (
        <p class="govuk-body">
          The first {MOST_SHOWN} are shown; all {rows.length.toLocaleString('en-GB')} are meant.
        </p>
      )}
    </section>
  )

interface PlanProps {
  chrome: Chrome
  organisation: Organisation
  looked: Looked
  problem?: string | undefined
}

export function PlanPage({ chrome, organisation, looked, problem }: PlanProps) {
  const { plan, kept } = looked
  const place = { organisation: organisation.id, proposal: looked.id }
  const nothing = plan.add.length + plan.change.length + plan.deactivate.length === 0
  return (
    <SettingsPage wide chrome={chrome} title={`What ${kept.file} would change`} above={aboveFor(organisation)}>
      <Standing looked={looked} problem={problem} nothing={nothing} />
      <List
        title="To add"
        id="add"
        head={['Row', 'Name', 'With']}
        rows={plan.add.map(step => [`${step.line}`, step.name, saySteps(step, true)])}
      />
      <List
        title="To change"
        id="change"
        head={['Row', 'Name', 'What changes']}
        rows={plan.change.map(step => [`${step.line}`, step.name, saySteps(step, false)])}
      />
      <List
        title="To deactivate"
        id="deactivate"
        head={['Name', 'Why']}
        rows={plan.deactivate.map(({ name, why }) => [name, why])}
        why="They will be signed out everywhere. Nothing of theirs is deleted."
      />
      <List
        title="Rows that cannot be read"
        id="wrong"
        head={['Row', 'Column', 'What is wrong']}
        rows={plan.wrong.map(({ line, column, message }) => [`${line}`, column, message])}
        why="These rows are left out. Mend them in the file and send it again."
      />
      <List
        title="Duplicates"
        id="duplicates"
        head={['Row', 'Name', 'Why']}
        rows={plan.duplicates.map(({ line, name, message }) => [`${line}`, name, message])}
      />
      <List
        title="Orphans"
        id="orphans"
        head={['Row', 'Name', 'What is unknown']}
        rows={plan.orphans.map(({ line, name, message }) => [`${line}`, name, message])}
        why="They are added or changed without what is unknown."
      />
      <List
        title="Active here and not in the file"
        id="absent"
        head={['Name']}
        rows={plan.absent.map(({ name }) => [name])}
        why="They are left as they are."
      />
      {kept.passed_over.length > 0 && (
        <Details summary="Columns that were passed over">
          {kept.passed_over.slice(0, 50).join(', ').slice(0, 2000)}
        </Details>
      )}
      {!looked.decision && looked.fresh && !nothing && (
        <Form action={peoplePaths.joinersPlan(place)}>
          <Button variant={plan.deactivate.length > 0 ? 'warning' : undefined}>Apply exactly this</Button>
        </Form>
      )}
      {!looked.decision && (
        <Form action={peoplePaths.dropJoiners(place)}>
          <Button variant="secondary">Drop it: change nothing</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

function Standing({ looked, problem, nothing }: { looked: Looked; problem: string | undefined; nothing: boolean }) {
  if (looked.decision) return <InsetText>This file was {looked.decision} already.</InsetText>
  if (!looked.fresh)
    return (
      <WarningText>Somebody has changed people or teams since this file was read. Send the file again.</WarningText>
    )
  if (problem) return <WarningText>{problem}</WarningText>
  const same = looked.plan.same === 1 ? '1 row says' : `${looked.plan.same.toLocaleString('en-GB')} rows say`
  return (
    <InsetText>
      {nothing ? 'Nothing would change.' : 'Nothing is changed yet.'} {same} what is known already.
    </InsetText>
  )
}
