import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { escalationPaths } from '../paths.ts'
import { inOrder, isFor, type Rule, sayThreshold, type Who } from './escalation.rules.ts'
import { PRIORITIES } from './rule-form.ts'
import type { AgreementOf, Plan } from './rules.queries.ts'

interface ListProps {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly plan: Plan
  /** The names of those whom rules name. */
  readonly persons: ReadonlyMap<string, string>
  readonly agreements: readonly AgreementOf[]
  /** The one agreement whose rules are shown; all of them without. */
  readonly of: AgreementOf | undefined
}

const SHORT: Record<Who, string> = {
  assignee: 'Whoever has it',
  on_call: 'On call',
  leads: 'Team leads',
  managers: 'Managers',
  officers: 'Partnership officers',
  person: 'A person',
  hooks: 'Conversations',
}
export const METRICS: Readonly<Record<string, string>> = METRIC_NAMES

/** Whose promise; the usual one is not said. */
export const UNDER: Readonly<Record<string, string>> = {
  '': 'Every promise',
  sla: 'Our promise to those we serve',
  ola: 'What a team owes',
  supplier: 'What a supplier owes',
}

/** As a rule names an agreement: there is one with the people served, so it goes by its kind. */
const whose = ({ id, kind }: AgreementOf) => (kind === 'sla' ? kind : id)

const sayWho = (rule: Rule, persons: ListProps['persons']) =>
  rule.tells.map(who => (who === 'person' ? (persons.get(rule.person_id ?? '') ?? 'Somebody who left') : SHORT[who]))

const sayFor = (rule: Rule, { paths }: Plan, agreements: readonly AgreementOf[]) =>
  [
    ...(rule.under === 'sla'
      ? []
      : [UNDER[rule.under ?? ''] ?? agreements.find(({ id }) => id === rule.under)?.name ?? 'An agreement that ended']),
    rule.metric === null ? 'Every target' : (METRICS[rule.metric] ?? rule.metric),
    ...(rule.category_id ? [paths.get(rule.category_id) ?? 'a category that is gone'] : []),
  ].join(', ')

function Cell({ rule, priority, persons }: { rule: Rule; priority: string; persons: ListProps['persons'] }) {
  if (rule.priorities.length > 0 && !rule.priorities.some(one => one === priority))
    return <span class="quiet">nobody</span>
  return (
    <>
      {sayWho(rule, persons).join(', ')}
      {rule.repeat_minutes !== null && (
        <span class="side-list__about">
          again every {rule.repeat_minutes} minutes, {rule.repeat_most} times at most
        </span>
      )}
      {rule.wakes && <span class="side-list__about">wakes people</span>}
    </>
  )
}

/** Who is told when, for each priority: rows are thresholds in the order in which they come. */
export function EscalationRulesPage({ chrome, organisation, plan, persons, agreements, of }: ListProps) {
  const at = { organisation: organisation.id }
  const rules = of ? plan.rules.filter(rule => isFor(rule, { kind: of.kind, agreement_id: of.id })) : plan.rules
  return (
    <SettingsPage chrome={chrome} title={`Escalation of ${organisation.name}`} above={[ADMINISTRATION]} wide>
      <p class="govuk-body">
        Who is told as the time of a target runs out. Times are working time; nothing is told while a clock is stopped.
        {plan.version === 0 && ' These are the usual rules: change one, and they become your own.'}
      </p>
      {of && (
        <p class="govuk-body">
          Only what counts for <strong>{of.name}</strong> is shown.{' '}
          <a class="govuk-link" href={escalationPaths.rules(at)}>
            Show every rule
          </a>
        </p>
      )}
      {rules.length === 0 ? (
        <p class="govuk-body">There are no rules{of && ` for ${of.name}`}: nobody is told.</p>
      ) : (
        <Scroll label="Who is told when">
          <Table
            caption="Who is told when"
            captionClass="govuk-visually-hidden"
            head={['When', 'Of', ...PRIORITIES, { content: <span class="govuk-visually-hidden">Change</span> }]}
            rows={inOrder(rules).map(rule => [
              sayThreshold(rule),
              sayFor(rule, plan, agreements),
              ...PRIORITIES.map(priority => ({ content: <Cell {...{ rule, priority, persons }} /> })),
              {
                content: (
                  <a class="govuk-link" href={escalationPaths.rule({ ...at, rule: rule.id })}>
                    Change<span class="govuk-visually-hidden"> {sayThreshold(rule)}</span>
                  </a>
                ),
              },
            ])}
            firstCellIsHeader
          />
        </Scroll>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={escalationPaths.rule({ ...at, rule: 'new' }, { under: of && whose(of) })}>
          Add a rule{of && ` for ${of.name}`}
        </a>
      </p>
      {plan.version > 0 && (
        <Form action={escalationPaths.usual(at)}>
          <Button variant="secondary">Go back to the usual rules</Button>
        </Form>
      )}
    </SettingsPage>
  )
}
