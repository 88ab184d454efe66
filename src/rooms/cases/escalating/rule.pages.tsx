import type { Chrome } from '#platform/http/env.ts'
import { listOf } from '#platform/http/form.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { escalationPaths } from '../paths.ts'
import { PRIORITIES, WHO_NAMES } from './rule-form.ts'
import { METRICS, UNDER } from './rules.pages.tsx'
import type { AgreementOf } from './rules.queries.ts'

interface OneProps {
  readonly chrome: Chrome
  readonly organisation: Organisation
  /** 'new', or the rule's own. */
  readonly rule_id: string
  readonly agreements: readonly AgreementOf[]
  readonly categories: readonly { readonly id: string; readonly path: string }[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly entered: Entered
  readonly errors?: readonly Mistake[] | undefined
}

const WHEN = [
  { value: 'percent', label: 'At a share of its time, in per cent' },
  { value: 'before', label: 'Working minutes before it is due' },
  { value: 'after', label: 'Working minutes after it was due' },
]

function RuleFieldsets({ agreements, categories, people, entered, errors }: OneProps) {
  const field = fieldsOf(entered, errors)
  const boxes = (name: string) => ({ ...field(name), value: undefined, values: listOf(entered[name]) })
  return (
    <>
      <Radios {...field('mark')} legend="When is it told?" items={WHEN} />
      <Input
        {...field('amount')}
        label="How many"
        hint="Such as 75, or 60"
        class="govuk-input--width-5"
        inputmode="numeric"
      />
      <Select
        {...field('under')}
        label="Of whose promise?"
        options={[
          ...Object.entries(UNDER).map(([value, text]) => ({ value, text })),
          ...agreements.filter(({ kind }) => kind !== 'sla').map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Select
        {...field('metric')}
        label="Of which target?"
        options={[
          { value: '', text: 'Every target' },
          ...Object.entries(METRICS).map(([value, text]) => ({ value, text })),
        ]}
      />
      <Checkboxes
        {...boxes('priorities')}
        legend="For which priorities?"
        hint="None is all of them"
        items={PRIORITIES.map(value => ({ value, label: value }))}
      />
      <Select
        {...field('category_id')}
        label="For which category?"
        options={[
          { value: '', text: 'Every category' },
          ...categories.map(({ id, path }) => ({ value: id, text: path })),
        ]}
      />
      <Checkboxes
        {...boxes('tells')}
        legend="Who is told?"
        items={Object.entries(WHO_NAMES).map(([value, label]) => ({ value, label }))}
      />
      <Select
        {...field('person_id')}
        label="Which person, if you chose one"
        options={[
          { value: '', text: 'Nobody in particular' },
          ...people.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Input
        {...field('repeat_minutes')}
        label="Tell again every so many minutes, until somebody says that they have it"
        hint="Empty is once. When nobody does, those one level up are told."
        class="govuk-input--width-5"
        inputmode="numeric"
      />
      <Input {...field('repeat_most')} label="How often at most" class="govuk-input--width-3" inputmode="numeric" />
      <Checkboxes
        {...boxes('wakes')}
        legend="Quiet hours"
        items={[{ value: 'yes', label: 'Wakes people: for whoever is on call, and for P1' }]}
      />
    </>
  )
}

export function EscalationRulePage(props: OneProps) {
  const { chrome, organisation, rule_id, errors } = props
  const at = { organisation: organisation.id, rule: rule_id }
  const fresh = rule_id === 'new'
  return (
    <SettingsPage
      chrome={chrome}
      title={fresh ? 'Add a rule of escalation' : 'Change a rule of escalation'}
      above={[ADMINISTRATION, { href: escalationPaths.rules({ organisation: organisation.id }), text: 'Escalation' }]}
      errors={errors}
    >
      <Form action={escalationPaths.rule(at)}>
        <RuleFieldsets {...props} />
        <Button>{fresh ? 'Add rule' : 'Save'}</Button>
      </Form>
      {!fresh && (
        <Form action={escalationPaths.removeRule(at)} class="settings__form">
          <h2 class="govuk-heading-m">Remove this rule</h2>
          <p class="govuk-body">What it told stays in the record.</p>
          <Button variant="warning">Remove rule</Button>
        </Form>
      )}
    </SettingsPage>
  )
}
