import type { Changes } from '#platform/events/changes.ts'
import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import {
  ADMINISTRATION,
  DecideForm,
  ImpactReport,
  type Organisation,
  type Progress,
  type Proposal,
} from '#rooms/people/index.ts'
import { type Agreed, ALL_METRICS } from '../agreements/agreed.rules.ts'
import { METRIC_WORDS } from '../agreements/agreements.pages.tsx'
import { cataloguePaths } from '../paths.ts'
import { ACCOUNTS, REASON_NAMES, REASONS } from './pause-terms.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly agreement: Agreed
}

const above = ({ id, name }: Organisation) => [
  ADMINISTRATION,
  { text: `Agreements of ${name}`, href: cataloguePaths.agreements({ organisation: id }) },
]

interface FormProps extends Props {
  readonly entered: Entered
  readonly errors: readonly Mistake[]
  readonly progress: Progress | undefined
}

/** What each reason for holding does: whose time it is, and which clocks stand still. */
export function PausesPage({ chrome, organisation, agreement, entered, errors, progress }: FormProps) {
  const field = fieldsOf(entered, errors)
  const accounts = Object.entries(ACCOUNTS).map(([value, text]) => ({ value, text }))
  return (
    <SettingsPage
      chrome={chrome}
      title={`${agreement.name}: what stops its clocks`}
      above={above(organisation)}
      errors={errors}
    >
      <p class="govuk-body">
        When a case is held, whoever holds it says why. Here you say what each reason does, for cases that are open too.
        What was paused until now stays as it was. It holds until you change it here: also under versions that are
        published for a later day.
      </p>
      {progress && !progress.finished_at && (
        <p class="govuk-body">
          The clocks of open cases are being worked out again: {progress.looked_at} of {progress.total} so far.
        </p>
      )}
      <Form action={cataloguePaths.pauses({ organisation: organisation.id, agreement: agreement.id })}>
        {REASON_NAMES.map(reason => (
          <>
            <h2 class="govuk-heading-m">{REASONS[reason]}</h2>
            <Checkboxes
              name={reason}
              idPrefix={reason}
              legend={
                <>
                  Which clocks stand still<span class="govuk-visually-hidden">, {REASONS[reason].toLowerCase()}</span>?
                </>
              }
              hint="None: nothing stops for this reason"
              class="govuk-checkboxes--small"
              error={errors.find(mistake => mistake.field === reason)?.message}
              values={(entered[reason] ?? '').split('\n')}
              items={ALL_METRICS.map(metric => ({ value: metric, label: METRIC_WORDS[metric] ?? metric }))}
            />
            <Select
              {...field(`${reason}_account`)}
              label={
                <>
                  On whose account is the time
                  <span class="govuk-visually-hidden">, {REASONS[reason].toLowerCase()}</span>?
                </>
              }
              options={accounts}
            />
          </>
        ))}
        <Input {...field('because')} label="Why does it change?" />
        <Button>See what it would do</Button>
      </Form>
    </SettingsPage>
  )
}

interface ChangeProps extends Props {
  readonly proposal: Proposal
  readonly kept: { readonly changes: Changes; readonly because: string }
  readonly now: Date
  readonly hrefOf: ((reference: string) => string) | undefined
  readonly warning: string | undefined
}

/** "requester: resolve, fulfil" as people say it. */
function say(text: unknown): string {
  if (typeof text !== 'string') return 'stops nothing'
  const [account = '', metrics = ''] = text.split(': ')
  const names = metrics.split(', ').map(metric => (METRIC_WORDS[metric] ?? metric).toLowerCase())
  return `stops ${names.join(', ')}, on the account of ${ACCOUNTS[account] ?? account}`
}

const isReason = (name: string): name is keyof typeof REASONS => name in REASONS

/** What the change would do to open cases, to be confirmed or dropped. */
export const ChangePausesPage = ({ chrome, organisation, agreement, proposal, kept, ...shown }: ChangeProps) => (
  <SettingsPage
    chrome={chrome}
    title={`What this would do to ${agreement.name}`}
    above={[
      ...above(organisation),
      {
        text: 'What stops its clocks',
        href: cataloguePaths.pauses({ organisation: organisation.id, agreement: agreement.id }),
      },
    ]}
    wide
  >
    <SummaryList
      rows={[
        ...Object.entries(kept.changes).map(([reason, { before, after }]) => ({
          key: isReason(reason) ? REASONS[reason] : reason,
          value: `${say(before)} → ${say(after)}`,
        })),
        { key: 'Why', value: kept.because },
        { key: 'For', value: 'Open cases from now on, and those to come, whichever version they are under' },
      ]}
    />
    <ImpactReport impact={proposal.impact} zone={organisation.zone} now={shown.now} hrefOf={shown.hrefOf} />
    <p class="govuk-body">What was paused until now stays as it was, and so does what has ended.</p>
    <DecideForm
      action={cataloguePaths.pausesChange({
        organisation: organisation.id,
        agreement: agreement.id,
        proposal: proposal.id,
      })}
      decided={proposal.decision}
      unfinished={proposal.impact.unfinished}
      warning={shown.warning}
    />
  </SettingsPage>
)
