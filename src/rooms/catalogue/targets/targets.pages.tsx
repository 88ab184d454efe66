import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, type Organisation, type Progress, type Proposal } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'

const PRIORITIES = ['P1', 'P2', 'P3', 'P4']

interface Props {
  chrome: Chrome
  organisation: Organisation
  calendars: readonly { id: string; name: string }[]
  progress: Progress | undefined
  /** Changes that nobody has confirmed or dropped yet. */
  waiting: readonly Proposal[]
  /** By field: `P1_first_response`, `P1_resolve`, `P1_calendar`. */
  entered: Entered
  errors?: readonly Mistake[] | undefined
}

export function TargetsPage({ chrome, organisation, calendars, progress, waiting, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  const length = (name: string, label: string) => (
    <Input {...field(name)} label={label} labelClass="govuk-visually-hidden" class="govuk-input--width-10" />
  )
  const options = calendars.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <SettingsPage
      chrome={chrome}
      title={`Targets of ${organisation.name}`}
      above={[ADMINISTRATION]}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        What is promised, in working time, such as <strong>30 minutes</strong> or <strong>8 hours</strong>. Empty is no
        promise. You will see what a change would move before it is made.
      </p>
      {progress && (
        <p class="govuk-body" role="status">
          {progress.finished_at
            ? 'Open cases have the targets of the last change'
            : 'Open cases are given their new targets'}
          : {progress.looked_at.toLocaleString('en-GB')} of {progress.total.toLocaleString('en-GB')} clocks looked at,{' '}
          {progress.moved.toLocaleString('en-GB')} moved.
        </p>
      )}
      {waiting.map(({ id, proposed_by_name }) => (
        <p class="govuk-body">
          <a class="govuk-link" href={cataloguePaths.targetsChange({ organisation: organisation.id, proposal: id })}>
            A change by {proposed_by_name} is not yet confirmed
          </a>
        </p>
      ))}
      <Form action={cataloguePaths.targets({ organisation: organisation.id })}>
        <Scroll label="Targets by priority">
          <Table
            caption="Targets by priority"
            captionClass="govuk-visually-hidden"
            head={['Priority', 'First answer within', 'Fixed within', 'In the hours of']}
            rows={PRIORITIES.map(priority => [
              priority,
              { content: length(`${priority}_first_response`, `${priority}: first answer within`) },
              { content: length(`${priority}_resolve`, `${priority}: fixed within`) },
              {
                content: (
                  <Select
                    {...field(`${priority}_calendar`)}
                    label={`${priority}: in the hours of`}
                    labelClass="govuk-visually-hidden"
                    options={options}
                  />
                ),
              },
            ])}
            firstCellIsHeader
          />
        </Scroll>
        <Radios
          {...field('open_cases')}
          value={entered.open_cases ?? 'no'}
          legend="For which cases?"
          items={[
            { value: 'no', label: 'Those logged from now on' },
            { value: 'yes', label: 'Those that are open too: the time they have used is carried over' },
          ]}
        />
        <Button>Look at what it would change</Button>
      </Form>
    </SettingsPage>
  )
}
