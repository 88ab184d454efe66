import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { CaseLink } from '../linking/links.pages.tsx'
import { casePaths, supplierPaths } from '../paths.ts'
import type { Supplier, Turn } from './supplier.queries.ts'

/** To a supplier, or back from one. */
export type HandOverForm = 'over' | 'back'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly suppliers: readonly Supplier[]
  /** Of the supplier who has the case now. */
  readonly turn: Turn | undefined
  /** Which is shown: the one that was sent, even where somebody was quicker. */
  readonly form: HandOverForm
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

const Buttons = ({ reference, does }: { reference: string; does: string }) => (
  <div class="govuk-button-group">
    <Button>{does}</Button>
    <a class="govuk-link" href={casePaths.show({ reference })}>
      Cancel
    </a>
  </div>
)

/** To a supplier, or back from the one who has it. */
export function HandOverPage({ chrome, theCase, suppliers, turn, form, entered, errors }: Props) {
  const { reference } = theCase
  const field = fieldsOf(entered, errors)
  const title = form === 'over' ? 'Hand over to a supplier' : `Back from ${turn?.supplier ?? 'the supplier'}`
  return (
    <WorkspacePage {...chrome} title={`${title}: ${reference}`} errors={errors}>
      <Toolbar title={title} note={<CaseLink theCase={theCase} />} />
      {form === 'back' ? (
        <Form action={supplierPaths.back({ reference })} class="settings">
          <p>Their clock stops. What was promised to the requester runs on, as it did.</p>
          <Radios
            {...field('result')}
            legend="What did they do?"
            items={[
              { value: 'done', label: 'Their part is done' },
              { value: 'rejected', label: 'They say it is not theirs' },
            ]}
          />
          <Textarea {...field('because')} label="Why, or what they did" rows={3} />
          <Buttons reference={reference} does="Take it back" />
        </Form>
      ) : suppliers.length === 0 ? (
        <p>No agreement with a supplier is kept for this organisation. An administrator can add one.</p>
      ) : (
        <Form action={supplierPaths.handOver({ reference })} class="settings">
          <p>Their own clock starts. What was promised to the requester runs on.</p>
          <Radios
            {...field('agreement_id')}
            legend="Which supplier?"
            items={suppliers.map(({ id, supplier, name }) => ({ value: id, label: supplier, hint: name }))}
          />
          <Input {...field('their_reference')} label="Their reference (optional)" />
          <Textarea {...field('note')} label="Note (optional)" hint="For staff" rows={3} />
          <Buttons reference={reference} does="Hand it over" />
        </Form>
      )}
    </WorkspacePage>
  )
}
