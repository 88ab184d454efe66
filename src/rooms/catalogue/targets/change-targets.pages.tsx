import type { Changes } from '#platform/events/changes.ts'
import type { Chrome } from '#platform/http/env.ts'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { ADMINISTRATION, DecideForm, ImpactReport, type Organisation, type Proposal } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import { writeLength } from './length.rules.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  proposal: Proposal
  kept: { changes: Changes; open_cases: boolean }
  now: Date
  hrefOf: ((reference: string) => string) | undefined
  warning: string | undefined
}

const METRICS: Readonly<Record<string, string>> = { first_response: 'first answer', resolve: 'fix' }

/** "P3 fix: 16 hours in Working hours → 8 hours in Working hours". */
function sayChange([name, { before, after }]: [string, Changes[string]]): string {
  const [priority = '', ...metric] = name.split('_')
  const length = (text: unknown) =>
    text === null ? 'no promise' : String(text).replace(/^(\d+) s/, (_, seconds) => writeLength(Number(seconds)))
  return `${priority} ${METRICS[metric.join('_')] ?? metric.join(' ')}: ${length(before)} → ${length(after)}`
}

export function ChangeTargetsPage({ chrome, organisation, proposal, kept, now, hrefOf, warning }: Props) {
  const targets = cataloguePaths.targets({ organisation: organisation.id })
  return (
    <SettingsPage
      chrome={chrome}
      title={`What these targets of ${organisation.name} would do`}
      above={[ADMINISTRATION, { href: targets, text: 'Targets' }]}
      wide
    >
      <SummaryList
        rows={[
          {
            key: 'What changes',
            value: (
              <ul class="govuk-list">
                {Object.entries(kept.changes).map(change => (
                  <li>{sayChange(change)}</li>
                ))}
              </ul>
            ),
          },
          {
            key: 'For',
            value: kept.open_cases ? 'Open cases, and those to come' : 'Cases logged from now on',
          },
        ]}
      />
      {kept.open_cases ? (
        <>
          <ImpactReport impact={proposal.impact} zone={organisation.zone} now={now} hrefOf={hrefOf} />
          <p class="govuk-body">
            Working time used so far is carried over to the new targets. A promise that was broken stays broken.
          </p>
        </>
      ) : (
        <p class="govuk-body">Open cases keep the targets they have, so nothing moves.</p>
      )}
      <DecideForm
        action={cataloguePaths.targetsChange({ organisation: organisation.id, proposal: proposal.id })}
        decided={proposal.decision}
        unfinished={proposal.impact.unfinished}
        warning={warning}
      />
    </SettingsPage>
  )
}
