import { RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'
import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Due } from './rules.queries.ts'
import { AFTERWARDS, OTHERWISE, type Rule, sayDays, USUAL } from './rules.rules.ts'

interface Facts {
  readonly organisation: Organisation
  readonly rules: readonly Rule[]
  /** Whether they are in force: until an organisation saves this page they are only proposed. */
  readonly said: boolean
  readonly due: readonly Due[]
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** How long each kind is kept, and what is over now. */
export const KeepingPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, rules, said, due, owners, entered, errors } = facts
  const place = { organisation: organisation.id }
  const above = [ADMINISTRATION, { href: informationPaths.index(place), text: 'Information held' }]
  return (
    <SettingsPage chrome={chrome} title="How long it is kept" above={above} errors={errors} wide>
      <p class="govuk-body">
        Every night what is over is let go, some at a time. A legal hold stops it. Past figures stay as they are.
      </p>
      {!said && (
        <InsetText>Everything is kept for good until you save this page. What you see here is what is usual.</InsetText>
      )}
      <CardTable
        label="What the next night would take"
        head={['Kind of record', 'Kept for', 'Over now', 'Oldest']}
        rows={due.map(({ kind, rows, oldest }) => [
          RECORD_KINDS[kind],
          sayDays(rules.find(rule => rule.kind === kind)?.days ?? null),
          rows.toLocaleString('en-GB'),
          oldest ? sayDay(oldest, organisation.zone) : 'None',
        ])}
      />
      <Form action={informationPaths.keeping(place)} class="settings__form">
        {rules.map(rule => (
          <Kind rule={rule} owners={owners} field={fieldsOf(entered ?? keptOf(rules), errors)} />
        ))}
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

const keptOf = (rules: readonly Rule[]): Entered =>
  Object.fromEntries(
    rules.flatMap(({ kind, days, owner_id }) => [
      [`days_${kind}`, days === null ? '' : `${days}`],
      [`owner_${kind}`, owner_id ?? ''],
    ]),
  )

const Kind = ({
  rule: { kind },
  owners,
  field,
}: {
  rule: Rule
  owners: Facts['owners']
  field: ReturnType<typeof fieldsOf>
}) => {
  const name: RecordKind = kind
  return (
    <>
      <h2 class="govuk-heading-s">{RECORD_KINDS[name]}</h2>
      {USUAL[name] === undefined ? (
        <p class="govuk-body">{OTHERWISE[name]}.</p>
      ) : (
        <Input
          {...field(`days_${name}`)}
          label={`Keep ${RECORD_KINDS[name].toLowerCase()} for`}
          hint={`${AFTERWARDS[name]}. Nothing entered keeps them for good; usual: ${sayDays(USUAL[name] ?? null)}`}
          suffix="days"
          inputmode="numeric"
          class="govuk-input--width-5"
        />
      )}
      <Select
        {...field(`owner_${name}`)}
        label={`Information owner of ${RECORD_KINDS[name].toLowerCase()}`}
        options={[{ value: '', text: 'Nobody named' }, ...owners.map(({ id, name: text }) => ({ value: id, text }))]}
      />
    </>
  )
}
