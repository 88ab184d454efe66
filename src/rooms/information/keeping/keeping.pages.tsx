import { RECORD_KINDS } from '#platform/holdings/holding.ts'
import { sayDays } from '#platform/holdings/say-days.rules.ts'
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
import { AFTERWARDS, OTHERWISE, type Rule, USUAL } from './rules.rules.ts'

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
  const { organisation, said, rules, errors } = facts
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
      <Form action={informationPaths.keeping(place)}>
        <CardTable
          label="Kinds of record"
          head={['Kind of record', 'Kept for', 'Over now', 'Information owner']}
          rows={rules.map(rule => rowOf(rule, facts))}
        />
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

/** A kind of record: how long it is kept, what the next night would take, and who answers for it. */
function rowOf({ kind }: Rule, { organisation, rules, due, owners, entered, errors }: Facts) {
  const field = fieldsOf(entered ?? keptOf(rules), errors)
  const kinds = RECORD_KINDS[kind].toLowerCase()
  const over = due.find(one => one.kind === kind)
  const time = (
    <Input
      {...field(`days_${kind}`)}
      label={`Keep ${kinds} for`}
      labelClass="govuk-visually-hidden"
      hint={`${AFTERWARDS[kind]}. Usual: ${sayDays(USUAL[kind] ?? null)}. For good if empty`}
      suffix="days"
      inputmode="numeric"
      class="govuk-input--width-5"
    />
  )
  const owner = (
    <Select
      {...field(`owner_${kind}`)}
      label={`Information owner of ${kinds}`}
      labelClass="govuk-visually-hidden"
      options={[{ value: '', text: 'Nobody named' }, ...owners.map(({ id, name: text }) => ({ value: id, text }))]}
    />
  )
  const taken = over?.oldest
    ? `${over.rows.toLocaleString('en-GB')}, from ${sayDay(over.oldest, organisation.zone)}`
    : (over && 'Nothing') || '–'
  return [
    RECORD_KINDS[kind],
    USUAL[kind] === undefined ? (OTHERWISE[kind] ?? '') : { content: time },
    taken,
    { content: owner },
  ]
}
