import { sayDays } from '#platform/holdings/say-days.rules.ts'
import type { Chrome } from '#platform/http/env.ts'
import type { RefusedForm } from '#platform/http/form.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { type Case, casePaths } from '#rooms/cases/index.ts'
import type { Rule } from '../keeping/rules.rules.ts'
import { informationPaths } from '../paths.ts'
import { HoldList } from './holds.pages.tsx'
import type { Hold } from './holds.queries.ts'

interface Facts {
  readonly theCase: Case
  readonly rule: Rule
  readonly holds: readonly Hold[]
  readonly now: Date
  readonly wrong?: RefusedForm | undefined
}

/** How long one case is kept, the holds that stand on it, and setting one. */
export const CaseHoldPage = ({
  chrome,
  facts: { theCase, rule, holds, now, wrong },
}: {
  chrome: Chrome
  facts: Facts
}) => {
  const { reference, zone, organisation_id } = theCase
  const above = [{ href: casePaths.show({ reference }), text: reference }]
  return (
    <SettingsPage chrome={chrome} title={`How long ${reference} is kept`} above={above} errors={wrong?.errors}>
      <p class="govuk-body">
        {rule.days === null
          ? 'Cases are kept for good.'
          : `Cases are kept for ${sayDays(rule.days)} from closing. Then what was written and sent with them is removed.`}{' '}
        {rule.owner ? `${rule.owner} answers for it.` : 'Nobody is named who answers for it.'}{' '}
        <a class="govuk-link" href={informationPaths.keeping({ organisation: organisation_id })}>
          The rules
        </a>
      </p>
      {holds.length > 0 && <HoldList holds={holds} zone={zone} now={now} />}
      {!holds.some(({ kind }) => kind === 'case') && (
        <Form action={informationPaths.holdCase({ reference })}>
          <Textarea
            {...fieldsOf(wrong?.entered, wrong?.errors)('because')}
            label="Why this case must be kept"
            hint="A claim, an inquiry, a request that is open. While the hold stands nothing of it is erased and nothing runs out"
            rows={3}
          />
          <Button>Set a hold</Button>
        </Form>
      )}
    </SettingsPage>
  )
}
