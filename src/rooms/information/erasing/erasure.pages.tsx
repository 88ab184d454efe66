import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation, type Person } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Erasure } from './erasure.queries.ts'

interface FormState {
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** What is there now of somebody, table by table. */
export interface Affected {
  readonly what: string
  readonly rows: number
}

const above = (person: Person) => [
  ADMINISTRATION,
  { href: informationPaths.about({ id: person.id }), text: `Held about ${person.name}` },
]

const Preview = ({ affected }: { affected: readonly Affected[] }) => (
  <CardTable
    label="What would change"
    head={['What', 'Records']}
    rows={affected.map(({ what, rows }) => [what, rows.toLocaleString('en-GB')])}
  />
)

/** The first step: what would change, and why it should. */
export const ProposePage = ({
  chrome,
  facts: { person, affected, entered, errors },
}: {
  chrome: Chrome
  facts: FormState & { person: Person; affected: readonly Affected[] }
}) => (
  <SettingsPage chrome={chrome} title={`Erase ${person.name}`} above={above(person)} errors={errors}>
    <p class="govuk-body">
      {person.name} becomes a pseudonym everywhere: their name, addresses and numbers go, and so do the words and files
      of the cases they asked for. What they wrote at work stays without their name. Cases, times and figures stay as
      they are, and past reports read the same.
    </p>
    <Preview affected={affected} />
    <Form action={informationPaths.erase({ id: person.id })}>
      <Textarea
        {...fieldsOf(entered, errors)('because')}
        label="Why they are to be erased"
        hint="Such as their own request and its date. It is kept; do not write their name"
        rows={3}
      />
      <Button>Continue</Button>
    </Form>
  </SettingsPage>
)

const STATES: Record<string, string> = {
  confirmed: 'It is confirmed, and is being done.',
  withdrawn: 'It was withdrawn. Nothing was changed.',
  refused: 'A legal hold came meanwhile, so nothing was changed.',
  done: 'It is done, and nothing brings the details back.',
}

/** The second step, and afterwards what was done. */
export const ErasurePage = ({
  chrome,
  facts,
}: {
  chrome: Chrome
  facts: FormState & {
    person: Person
    organisation: Organisation
    erasure: Erasure
    affected: readonly Affected[]
    now: Date
  }
}) => {
  const { person, organisation, erasure, affected, now } = facts
  return (
    <SettingsPage chrome={chrome} title={`Erase ${person.name}`} above={above(person)} errors={facts.errors}>
      <p class="govuk-body">
        Asked for by {erasure.asked_by_name}, {sayWhen(erasure.asked_at, organisation.zone, now)}:{' '}
        <span dir="auto">{erasure.because}</span>
      </p>
      {erasure.state === 'proposed' ? (
        <Confirm facts={facts} />
      ) : (
        <>
          <p class="govuk-body" role="status">
            {STATES[erasure.state]}
          </p>
          {erasure.state === 'done' && <Preview affected={affected} />}
        </>
      )}
    </SettingsPage>
  )
}

const Confirm = ({
  facts,
}: {
  facts: FormState & { person: Person; erasure: Erasure; affected: readonly Affected[] }
}) => (
  <>
    <Preview affected={facts.affected} />
    <WarningText>
      {facts.person.name} will be {facts.erasure.pseudonym}. This cannot be undone, by anybody. Backups made before keep
      the details until they are deleted themselves.
    </WarningText>
    <Form action={informationPaths.erasure({ id: facts.erasure.id })}>
      <Input
        {...fieldsOf(facts.entered, facts.errors)('name')}
        label={`To confirm, type their name: ${facts.person.name}`}
      />
      <Button variant="warning">Erase for good</Button>
    </Form>
    <Form action={informationPaths.withdrawErasure({ id: facts.erasure.id })}>
      <Button variant="secondary">Do not erase</Button>
    </Form>
  </>
)
