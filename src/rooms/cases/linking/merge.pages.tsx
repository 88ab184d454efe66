import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { linkPaths } from '../paths.ts'
import { CaseLink } from './links.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  /** What was typed for the other case. */
  readonly typed?: string | undefined
  /** The other case, once it is found. */
  readonly into?: Case | undefined
  readonly openTasks: number
  readonly errors?: readonly Mistake[] | undefined
}

/** First: into which case? Then what will happen, before it does. */
export function MergePage({ chrome, theCase, typed, into, openTasks, errors }: Props) {
  const { reference } = theCase
  return (
    <WorkspacePage {...chrome} title={`Merge ${reference}`} errors={errors}>
      <Toolbar title="Merge into another case" note={<CaseLink theCase={theCase} />} />
      <Form action={linkPaths.merge({ reference })} method="get" class="narrow-form">
        <Input
          name="into"
          label="Reference of the case that goes on"
          hint={`${reference} ends, and is read as part of that one`}
          value={typed}
          autocomplete="off"
          error={errors?.find(({ field }) => field === 'into')?.message}
        />
        <Button variant={into ? 'secondary' : undefined}>Find it</Button>
      </Form>
      {into && <Confirm theCase={theCase} into={into} openTasks={openTasks} />}
    </WorkspacePage>
  )
}

function Confirm({ theCase, into, openTasks }: { theCase: Case; into: Case; openTasks: number }) {
  const { reference, requester } = theCase
  const sameRequester = theCase.requester_id === into.requester_id
  return (
    <Form action={linkPaths.merge({ reference })} class="narrow-form">
      <h2 class="section-title">
        {reference} ends, <CaseLink theCase={into} /> goes on
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>The clocks of {reference} end, neither met nor missed unless they are late already.</li>
        {openTasks > 0 && (
          <li>
            {openTasks === 1 ? 'Its open task moves' : `Its ${openTasks} open tasks move`} to {into.reference}.
          </li>
        )}
        <li>
          What was said on {reference} stays there, and staff read it in the story of {into.reference} too.
        </li>
        <li>It can be undone.</li>
      </ul>
      <input type="hidden" name="into" value={into.reference} />
      {!sameRequester && (
        <>
          <WarningText>
            The requesters differ. {requester} asked for {reference}, {into.requester} for {into.reference}: neither
            reads what the other wrote.
          </WarningText>
          <Checkboxes
            name="follow"
            items={[
              {
                value: 'yes',
                label: `Let ${requester} follow ${into.reference}`,
                hint: `${requester} will read everything ${into.requester} and we have written there, except internal notes`,
              },
            ]}
          />
        </>
      )}
      <Button>
        Merge {reference} into {into.reference}
      </Button>
    </Form>
  )
}
