import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { STATE_NAMES } from '../case.rules.ts'
import { casePaths, linkPaths } from '../paths.ts'
import type { Linked, Side } from '../side.queries.ts'
import { RELATION_NAMES, RELATIONS } from './link.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly side: Side
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** "C-104273 Printer on fire", as the way back to a case. */
export const CaseLink = ({ theCase: { reference, subject } }: { theCase: Pick<Case, 'reference' | 'subject'> }) => (
  <a href={casePaths.show({ reference })}>
    {reference} {subject}
  </a>
)

const relationOptions = RELATIONS.map(value => ({ value, text: RELATION_NAMES[value] }))

/** The cases this one belongs with: link and unlink them here; merging and splitting have pages of their own. */
export function LinksPage({ chrome, theCase, side, entered, errors }: Props) {
  const { reference } = theCase
  const field = fieldsOf(entered, errors)
  return (
    <WorkspacePage {...chrome} title={`Cases linked to ${reference}`} errors={errors}>
      <Toolbar title="Linked cases" note={<CaseLink theCase={theCase} />} />
      <div class="two-columns">
        <div>
          {side.links.length > 0 ? (
            <ul class="entries">
              {side.links.map(linked => (
                <Entry linked={linked} reference={reference} />
              ))}
            </ul>
          ) : (
            <EmptyState title="No linked cases">
              Link cases that are about the same thing, so that whoever works on one knows of the other.
            </EmptyState>
          )}
          <MergeAndSplit reference={reference} merged_into={side.merged_into} />
        </div>
        <Form action={linkPaths.list({ reference })} class="narrow-form">
          <h2 class="govuk-heading-m">Link a case</h2>
          <Select {...field('relation')} label="This case is" options={relationOptions} />
          <Input {...field('other')} label="Reference of the other case" hint="Such as C-104273" autocomplete="off" />
          <Button>Link</Button>
        </Form>
      </div>
    </WorkspacePage>
  )
}

const Entry = ({ linked, reference }: { linked: Linked; reference: string }) => (
  <li class="entries__entry">
    <div>
      {RELATION_NAMES[linked.relation]} <CaseLink theCase={linked} />
      <p class="entries__note">{STATE_NAMES[linked.state]}</p>
    </div>
    <Form action={linkPaths.remove({ reference })}>
      <input type="hidden" name="relation" value={linked.relation} />
      <Button name="other" value={linked.reference} variant="secondary">
        Remove<span class="govuk-visually-hidden"> the link to {linked.reference}</span>
      </Button>
    </Form>
  </li>
)

function MergeAndSplit({ reference, merged_into }: { reference: string; merged_into: string | null }) {
  if (merged_into)
    return (
      <>
        <h2 class="section-title">Merged into {merged_into}</h2>
        <p>
          Undoing it gives the case back its state, its clocks (without the time in between) and the tasks that are
          still to be done.
        </p>
        <Form action={linkPaths.undoMerge({ reference })}>
          <Button variant="secondary">Undo the merge</Button>
        </Form>
      </>
    )
  return (
    <>
      <h2 class="section-title">Merge or split</h2>
      <p>
        <a href={linkPaths.merge({ reference })}>Merge this case into another</a> that is about the very same thing, or{' '}
        <a href={linkPaths.split({ reference })}>split off messages</a> that are about something else.
      </p>
    </>
  )
}
