import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Duration } from '#rooms/clock/index.ts'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { writeLength } from '../targets/length.rules.ts'
import type { Agreed, AllAgreed } from './agreed.rules.ts'

const KINDS = { sla: 'With the people served', ola: 'Owed by a team', supplier: 'Owed by a supplier' } as const

export const METRIC_WORDS: Readonly<Record<string, string>> = {
  ...{ acknowledge: 'Acknowledged', first_response: 'First answer', next_response: 'Next answer' },
  ...{
    keep_informed: 'Update',
    own: 'Taken by somebody',
    restore: 'Working again',
    resolve: 'Fixed',
    fulfil: 'Fulfilled',
  },
}

function sayDuration(duration: Duration): string {
  if ('working_days' in duration) return `by the end of working day ${duration.working_days}`
  if ('real_seconds' in duration) return `${writeLength(duration.real_seconds)}, day and night`
  return `${writeLength(duration.working_seconds)} of working time`
}

function Version({
  agreed,
  agreement,
  index,
  zone,
}: {
  agreed: AllAgreed
  agreement: Agreed
  index: number
  zone: string
}) {
  const { version, from, targets } = agreement.versions[index]!
  const caption = from === 0 ? `Version ${version}` : `Version ${version}, from ${sayFull(new Date(from), zone)}`
  return (
    <Scroll label={`${agreement.name}, version ${version}`}>
      <Table
        caption={caption}
        head={['What', 'Priority', 'Within', 'In the hours of']}
        rows={targets.map(({ metric, priority, duration, calendar }) => [
          METRIC_WORDS[metric] ?? metric,
          priority ?? 'All',
          sayDuration(duration),
          agreed.calendar_names[calendar] ?? '–',
        ])}
      />
    </Scroll>
  )
}

function Acts({ organisation, agreement }: { organisation: string; agreement: Agreed }) {
  if (agreement.retired_at) return <p class="govuk-body">Ended: it promises nothing to what begins now.</p>
  const place = { organisation, agreement: agreement.id }
  return (
    <div class="govuk-button-group">
      <Button href={cataloguePaths.agreementVersion(place)} variant="secondary">
        New version<span class="govuk-visually-hidden"> of {agreement.name}</span>
      </Button>
      <Button href={cataloguePaths.pauses(place)} variant="secondary">
        What stops its clocks<span class="govuk-visually-hidden">: {agreement.name}</span>
      </Button>
      {agreement.kind !== 'sla' && (
        <Form action={cataloguePaths.retireAgreement(place)}>
          <Button variant="secondary">
            End<span class="govuk-visually-hidden"> {agreement.name}</span>
          </Button>
        </Form>
      )}
    </div>
  )
}

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly agreed: AllAgreed
  /** Where it is said who is told as an agreement's time runs out. */
  readonly escalationOf: (agreement_id: string) => string
}

/** What is agreed, as its clocks read it (requirement S-37): a page to read and print. */
export const AgreementsPage = ({ chrome, organisation, agreed, escalationOf }: Props) => (
  <SettingsPage chrome={chrome} title={`Agreements of ${organisation.name}`} above={[ADMINISTRATION]} wide>
    <p class="govuk-body">A case keeps the version it began under.</p>
    <p class="govuk-body">
      <a class="govuk-link" href={cataloguePaths.newAgreement({ organisation: organisation.id })}>
        New agreement with a team or a supplier
      </a>
    </p>
    {agreed.agreements.length === 0 && <p class="govuk-body">Nothing is agreed yet, so no clock runs.</p>}
    {agreed.agreements.map(agreement => (
      <section>
        <h2 class="govuk-heading-m">{agreement.name}</h2>
        <p class="govuk-body">
          {KINDS[agreement.kind]}
          {agreement.supplier && `: ${agreement.supplier}`}
        </p>
        {!agreement.retired_at && (
          <p class="govuk-body">
            <a class="govuk-link" href={escalationOf(agreement.id)}>
              Who is told as its time runs out<span class="govuk-visually-hidden">: {agreement.name}</span>
            </a>
          </p>
        )}
        <Acts organisation={organisation.id} agreement={agreement} />
        {agreement.versions.map(({ targets }, index) =>
          targets.length > 0 ? <Version {...{ agreed, agreement, index }} zone={organisation.zone} /> : null,
        )}
      </section>
    ))}
  </SettingsPage>
)
