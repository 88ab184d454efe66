import type { Held, Holding, RecordKind } from '#platform/holdings/holding.ts'
import { RECORD_KINDS } from '#platform/holdings/holding.ts'
import { sayDays } from '#platform/holdings/say-days.rules.ts'
import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation, peoplePaths } from '#rooms/people/index.ts'
import { HoldList } from '../erasing/holds.pages.tsx'
import type { HoldOf } from '../erasing/holds.queries.ts'
import { OTHERWISE, type Rule, ruleOf, USUAL } from '../keeping/rules.rules.ts'
import { informationPaths } from '../paths.ts'

interface Facts {
  readonly organisation: Organisation
  readonly held: Held
  readonly managesPeople: boolean
  readonly rules: readonly Rule[]
  readonly holds: readonly HoldOf[]
  readonly now: Date
  readonly wrong?: { readonly entered: Entered; readonly errors: readonly Mistake[] } | undefined
}

const KINDS = Object.keys(RECORD_KINDS) as RecordKind[]

/** What is held, in plain words, kind by kind. */
export const HeldPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, held, managesPeople, rules, holds, now, wrong } = facts
  const place = { organisation: organisation.id }
  return (
    <SettingsPage chrome={chrome} title="Information held" above={[ADMINISTRATION]} errors={wrong?.errors} wide>
      <p class="govuk-body">
        Everything held of {organisation.name} and its people, as this installation itself declares it.
      </p>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={informationPaths.archives(place)}>
            Take everything away
          </a>
          : an archive in open formats
        </li>
        <li>
          <a class="govuk-link" href={informationPaths.keeping(place)}>
            How long it is kept
          </a>
          , and who answers for it
        </li>
        <li>
          <a class="govuk-link" href={informationPaths.successions(place)}>
            Merge with another organisation
          </a>
          : planned first, with everything counted
        </li>
        <li>
          <a class="govuk-link" href={informationPaths.splits(place)}>
            Split off a new organisation
          </a>
          : part of this one becomes another
        </li>
        <li>
          <a class="govuk-link" href={informationPaths.leavings(place)}>
            Leave this service
          </a>
          : handed over, shut out, kept for a while, destroyed
        </li>
        {managesPeople && (
          <li>
            <a class="govuk-link" href={peoplePaths.persons(place)}>
              Find a person
            </a>{' '}
            to see what is held of them
          </li>
        )}
      </ul>
      {holds.length > 0 && <HoldList holds={holds} zone={organisation.zone} now={now} />}
      <CardTable
        label="Kinds of record"
        head={['Kind of record', 'What it is', 'Kept for', 'Information owner']}
        rows={KINDS.flatMap(kind => {
          const those = [...held].filter(([, one]) => one.kind === kind)
          if (those.length === 0) return []
          const rule = ruleOf(rules, kind)
          const kept = USUAL[kind] === undefined ? (OTHERWISE[kind] ?? '') : sayDays(rule.days)
          return [[RECORD_KINDS[kind], { content: <Tables those={those} /> }, kept, rule.owner ?? 'Nobody named']]
        })}
      />
      {!holds.some(({ kind }) => kind === 'organisation') && (
        <Details summary="Keep everything, for a reason" open={wrong !== undefined}>
          <Form action={informationPaths.holdOrganisation(place)}>
            <Textarea
              {...fieldsOf(wrong?.entered, wrong?.errors)('because')}
              label="Why everything must be kept"
              hint="While this hold stands nothing is erased and nothing runs out"
              rows={3}
            />
            <Button variant="secondary">Set a hold</Button>
          </Form>
        </Details>
      )}
    </SettingsPage>
  )
}

const Tables = ({ those }: { those: readonly [string, Holding][] }) => (
  <Details summary={`${those.length} ${those.length === 1 ? 'thing is' : 'things are'} kept`}>
    <ul class="govuk-list govuk-list--bullet">
      {those.map(([, { what, left_out }]) => (
        <li>
          {what}
          {left_out && <span class="quiet"> (in no archive: {left_out})</span>}
        </li>
      ))}
    </ul>
  </Details>
)
