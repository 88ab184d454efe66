import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation, type Person } from '#rooms/people/index.ts'
import type { Erasure } from '../erasing/erasure.queries.ts'
import { HoldList } from '../erasing/holds.pages.tsx'
import type { Hold } from '../erasing/holds.queries.ts'
import type { Archive } from '../exporting/archive.queries.ts'
import { informationPaths } from '../paths.ts'
import type { About } from './person-archive.ts'
import { sayColumn, sayValue } from './readable.rules.ts'

type Row = Readonly<Record<string, unknown>>
type Section = About & { readonly first: readonly Row[] }

interface Facts {
  readonly person: Person
  readonly organisation: Organisation
  readonly sections: readonly Section[]
  readonly holds: readonly Hold[]
  readonly erasure: Erasure | undefined
  readonly archives: readonly Archive[]
  /** Other people are named. */
  readonly named: boolean
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** All that is held about somebody, across everything. */
export const AboutPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { person, organisation, sections, named, errors } = facts
  const above = {
    href: informationPaths.index({ organisation: organisation.id }),
    text: 'Information held',
  }
  const rows = sections.reduce((sum, section) => sum + section.rows, 0)
  return (
    <SettingsPage
      chrome={chrome}
      title={`Held about ${person.name}`}
      above={[ADMINISTRATION, above]}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        {rows.toLocaleString('en-GB')} records are about {person.name}, in their own words, or show what they did.{' '}
        {named ? 'Other people are named. ' : 'Other people’s names are left out. '}
        <a class="govuk-link" href={informationPaths.about({ id: person.id }, named ? {} : { others: 'named' })}>
          {named ? 'Leave other people out' : 'Show other people’s names'}
        </a>
      </p>
      <GiveOut facts={facts} />
      {sections.length === 0 && (
        <EmptyState title="Nothing is held">No table of this installation names this person.</EmptyState>
      )}
      {sections.length > 0 && <h2 class="govuk-heading-m">What is held</h2>}
      {sections.map(section => (
        <Held section={section} />
      ))}
      <Holding facts={facts} />
      <Erasing facts={facts} />
    </SettingsPage>
  )
}

const GiveOut = ({ facts: { person, organisation, archives, now } }: { facts: Facts }) => (
  <>
    <h2 class="govuk-heading-m">Answer a request to see it</h2>
    <p class="govuk-body">
      A ZIP with a page to read, the same as data, and the files they sent. Who asked for it is recorded. Look it over
      before you give it out: names that are not in the directory are not found.
    </p>
    <Form action={informationPaths.aboutArchives({ id: person.id })}>
      <Checkboxes
        name="named"
        items={[{ value: 'yes', label: 'Name other people', hint: 'Otherwise their names and addresses are left out' }]}
      />
      <Button>Put it together</Button>
    </Form>
    {archives.length > 0 && (
      <ul class="govuk-list">
        {archives.map(archive => (
          <li>
            <a class="govuk-link" href={informationPaths.archive({ id: archive.id })}>
              Asked for by {archive.asked_by_name}, {sayWhen(archive.asked_at, organisation.zone, now)}
            </a>
          </li>
        ))}
      </ul>
    )}
  </>
)

const Held = ({ section: { asked, rows, first } }: { section: Section }) => (
  <Details summary={`${asked.holding.what}: ${rows.toLocaleString('en-GB')}`}>
    {first.map(row => (
      <RowFacts row={row} />
    ))}
    {rows > first.length && <p class="quiet">{rows - first.length} more are in the ZIP.</p>}
  </Details>
)

const RowFacts = ({ row }: { row: Row }) => (
  <dl class="facts">
    {Object.entries(row).flatMap(([name, value]) => {
      const text = sayValue(value)
      return text === ''
        ? []
        : [
            <div class="facts__row">
              <dt>{sayColumn(name)}</dt>
              <dd dir="auto">{text}</dd>
            </div>,
          ]
    })}
  </dl>
)

const Holding = ({ facts: { person, organisation, holds, entered, errors, now } }: { facts: Facts }) => (
  <>
    <h2 class="govuk-heading-m">Legal hold</h2>
    {holds.length > 0 ? (
      <HoldList holds={holds} zone={organisation.zone} now={now} />
    ) : (
      <Details summary={`Keep what is held about ${person.name}, for a reason`} open={entered !== undefined}>
        <Form action={informationPaths.holdPerson({ id: person.id })}>
          <Textarea
            {...fieldsOf(entered, errors)('because')}
            label="Why it must be kept"
            hint="A claim, an inquiry, a request that is open. Nothing about them is erased or runs out while it stands"
            rows={3}
          />
          <Button variant="secondary">Set a hold</Button>
        </Form>
      </Details>
    )}
  </>
)

const Erasing = ({ facts: { person, erasure, holds } }: { facts: Facts }) => (
  <>
    <h2 class="govuk-heading-m">Erasing</h2>
    {erasure ? (
      <p class="govuk-body">
        <a class="govuk-link" href={informationPaths.erasure({ id: erasure.id })}>
          {erasure.state === 'done' ? 'This person was erased' : 'Erasing this person is under way'}
        </a>
      </p>
    ) : holds.length > 0 ? (
      <p class="govuk-body">While a hold stands nothing is erased.</p>
    ) : (
      <p class="govuk-body">
        <a class="govuk-link" href={informationPaths.erase({ id: person.id })}>
          Take {person.name}’s details out everywhere
        </a>
        : you see first what would change.
      </p>
    )}
  </>
)
