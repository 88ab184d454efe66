import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, type Organisation, type Team } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { type Agreed, ALL_METRICS } from './agreed.rules.ts'
import { METRIC_WORDS } from './agreements.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

const above = ({ id, name }: Organisation) => [
  ADMINISTRATION,
  { text: `Agreements of ${name}`, href: cataloguePaths.agreements({ organisation: id }) },
]

/** Who owes it: a team of one's own, or a supplier. */
export function NewAgreementPage({ chrome, organisation, teams, entered, errors }: Props & { teams: readonly Team[] }) {
  const field = fieldsOf(entered, errors)
  const options = [{ value: '', text: 'Choose' }, ...teams.map(({ id, name }) => ({ value: id, text: name }))]
  return (
    <SettingsPage chrome={chrome} title="New agreement" above={above(organisation)} errors={errors}>
      <Form action={cataloguePaths.newAgreement({ organisation: organisation.id })}>
        <Input {...field('name')} label="Name" hint="Such as “Network team” or “Copier maintenance”" />
        <Radios
          {...field('kind')}
          legend="Who owes it?"
          items={[
            {
              value: 'ola',
              label: 'A team of the desk',
              conditional: <Select {...field('team_id')} label="Team" options={options} />,
            },
            { value: 'supplier', label: 'A supplier', conditional: <Input {...field('supplier')} label="Supplier" /> },
          ]}
        />
        <Button>Go on</Button>
      </Form>
    </SettingsPage>
  )
}

const POLICIES = {
  on_change: {
    label: 'When the priority changes',
    options: {
      carry: 'the time used is kept, and counts against the new promise',
      retroactive: 'all is worked out as if it had been so from the start',
      restart: 'the clock starts again',
      keep: 'the first promise stays',
    },
  },
  on_reopen: {
    label: 'When a case is reopened',
    options: { continue: 'its clock goes on, without the time between', restart: 'its clock starts again' },
  },
  on_unmerge: {
    label: 'When a merge is undone',
    options: { exclude: 'the time between does not count', include: 'the time between counts' },
  },
  on_split: {
    label: 'When a message is split off',
    options: { from_message: 'the new case begins with that message', inherit: 'the new case begins with the old one' },
  },
} as const

interface VersionProps extends Props {
  readonly agreement: Agreed
  readonly calendars: readonly { readonly id: string; readonly name: string }[]
  readonly preview: boolean
}

/** What an agreement is to say from a day on; shown once more before it counts. */
export function NewVersionPage({ chrome, organisation, agreement, calendars, entered, errors, preview }: VersionProps) {
  const field = fieldsOf(entered, errors)
  const place = { organisation: organisation.id, agreement: agreement.id }
  return (
    <SettingsPage
      chrome={chrome}
      title={`${agreement.name}: new version`}
      above={above(organisation)}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        A promise is written like <strong>4 hours</strong> (of working time), <strong>2 hours day and night</strong>, or{' '}
        <strong>3 working days</strong> (until the end of the third). Empty is no promise. What stops its clocks is{' '}
        <a class="govuk-link" href={cataloguePaths.pauses(place)}>
          set on a page of its own
        </a>
        , and stays.
      </p>
      <Form action={cataloguePaths.agreementVersion(place)}>
        {preview && <Preview entered={entered} />}
        <Promises field={field} />
        <Select
          {...field('calendar_id')}
          label="In the hours of"
          options={calendars.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Input
          {...field('warn_percent')}
          label="Near its end from"
          hint="When queues show a case as near. Who is told, and when, are rules of escalation."
          suffix="%"
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        {Object.entries(POLICIES).map(([name, { label, options }]) => (
          <Select
            {...field(name)}
            label={label}
            options={Object.entries(options).map(([value, text]) => ({ value, text }))}
          />
        ))}
        <Input {...field('from')} label="From" type="date" hint="Empty: from now on" />
        <Input {...field('because')} label="Why?" />
        {preview ? (
          <Button name="confirmed" value="yes">
            Publish this version
          </Button>
        ) : (
          <Button>Look it over</Button>
        )}
      </Form>
    </SettingsPage>
  )
}

const Preview = ({ entered }: { entered: Entered }) => (
  <InsetText>
    <strong>Look it over, then publish it below.</strong> It holds for what begins{' '}
    {entered.from ? `from ${entered.from}` : 'from now'} on. No open case moves, and none becomes late or is no longer
    late: each keeps the version it began under.
  </InsetText>
)

const PRIORITIES = ['P1', 'P2', 'P3', 'P4']

const Promises = ({ field }: { field: ReturnType<typeof fieldsOf> }) => (
  <Scroll label="What is promised, by priority">
    <Table
      caption="What is promised, by priority"
      captionClass="govuk-visually-hidden"
      head={['What', ...PRIORITIES]}
      rows={ALL_METRICS.map(metric => [
        METRIC_WORDS[metric] ?? metric,
        ...PRIORITIES.map(priority => ({
          content: (
            <Input
              {...field(`${metric}_${priority}`)}
              label={`${METRIC_WORDS[metric] ?? metric}, ${priority}`}
              labelClass="govuk-visually-hidden"
              class="govuk-input--width-10"
            />
          ),
        })),
      ])}
      firstCellIsHeader
    />
  </Scroll>
)
