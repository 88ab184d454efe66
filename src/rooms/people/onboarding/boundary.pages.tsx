import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Answer, Proof } from './boundary.ts'
import type { Onboarding } from './onboarding.queries.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  onboarding: Onboarding
  decides: boolean
  /** Just asked. */
  proof: Proof | undefined
  now: Date
}

const figure = (count: number) => ({ content: count.toLocaleString('en-GB'), format: 'numeric' as const })
const head = (...texts: string[]) => texts.map(content => ({ content, format: 'numeric' as const }))

/** What a person of theirs sees and does not, as the running rules answer it. */
export function BoundaryPage({ chrome, organisation, onboarding, decides, proof, now }: Props) {
  const above = {
    href: peoplePaths.onboarding({ organisation: organisation.id }),
    text: `Setting up ${organisation.short_name}`,
  }
  return (
    <SettingsPage
      chrome={chrome}
      title={`The data boundary of ${organisation.name}`}
      above={[ADMINISTRATION, above]}
      wide
    >
      <p class="govuk-body">
        Nothing is guessed here. The database is asked, through the same door as every page, what is seen in every table
        there is: as somebody of theirs for each role, as one who may do everything there, and as everybody elsewhere.
      </p>
      {proof ? (
        <Shown proof={proof} organisation={organisation} />
      ) : (
        <p class="govuk-body">
          {onboarding.proved_at
            ? `Last asked ${sayWhen(onboarding.proved_at, organisation.zone, now)}: ${(onboarding.leaks ?? 0).toLocaleString('en-GB')} rows of somebody else’s could be seen.`
            : 'It was not asked yet.'}
        </p>
      )}
      {decides && (
        <Form action={peoplePaths.boundary({ organisation: organisation.id })}>
          <Button variant={proof ? 'secondary' : undefined}>{proof ? 'Ask again' : 'Ask now'}</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

const elsewhere = ({ who, elsewhere, leaks }: Answer) =>
  elsewhere > 0 && leaks === 0 && who !== 'Everybody elsewhere, together'
    ? `${who} (has roles in ${elsewhere} more)`
    : who

const Shown = ({ proof, organisation }: { proof: Proof; organisation: Organisation }) => (
  <>
    <p class="govuk-body">
      <strong>
        {proof.leaks === 0
          ? `The boundary holds: in ${proof.tables} tables nobody sees what is somebody else’s.`
          : `The boundary does not hold: ${proof.leaks.toLocaleString('en-GB')} rows of somebody else’s are seen.`}
      </strong>
    </p>
    <Scroll label="Who sees what">
      <Table
        caption="Who sees what"
        captionClass="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          'Asked as',
          ...head(`Of ${organisation.short_name}`, 'Of the shared desk, for everybody', 'Of others, in error'),
        ]}
        rows={proof.answers.map(answer => [
          elsewhere(answer),
          figure(answer.own),
          figure(answer.shared),
          figure(answer.leaks),
        ])}
      />
    </Scroll>
    <Scroll label="By kind of record">
      <Table
        caption={`What one who may do everything at ${organisation.short_name} sees`}
        captionClass="govuk-table__caption--s"
        firstCellIsHeader
        head={['Kind of record', ...head('Theirs, seen', 'Others’, there are', 'Others’, seen')]}
        rows={proof.kinds.map(({ name, own, theirs, seen }) => [name, figure(own), figure(theirs), figure(seen)])}
      />
    </Scroll>
    <p class="govuk-body">
      Of others there are as many as you may see yourself. The shared desk’s teams, and the names of those who work
      there, are for everybody it serves.
    </p>
  </>
)
