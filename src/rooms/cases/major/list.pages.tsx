import type { Chrome } from '#platform/http/env.ts'
import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Major, NamedBurst } from './major.queries.ts'
import { MAJOR_STATES, type MajorState } from './major.rules.ts'
import { majorPaths } from './paths.ts'

const STAGES = { open: 'new', resolved: 'waiting', closed: 'closed' } as const

export const MajorTag = ({ state }: { state: MajorState }) => (
  <StateTag stage={STAGES[state]}>{MAJOR_STATES[state]}</StateTag>
)

interface Props {
  readonly chrome: Chrome
  readonly majors: readonly Major[]
  readonly bursts: readonly NamedBurst[]
  readonly works: boolean
  readonly now: Date
}

/** What is happening now, what looks as if it might be, and what happened. */
export const MajorsPage = ({ chrome, majors, bursts, works, now }: Props) => (
  <WorkspacePage {...chrome} title="Major incidents" active={majorPaths.list()}>
    <Toolbar title="Major incidents" />
    {works && bursts.map(burst => <BurstCard burst={burst} />)}
    {majors.length === 0 ? (
      <EmptyState title="No major incidents">
        When something fails for many people at once, open one of its cases and choose “Declare a major incident”.
      </EmptyState>
    ) : (
      <Scroll label="Major incidents">
        <Table
          caption="Major incidents, those happening now first"
          captionClass="govuk-visually-hidden"
          head={[
            'Incident',
            'State',
            'Declared',
            'Lead',
            { content: 'Cases', format: 'numeric' as const },
            'Next update',
          ]}
          rows={majors.map(major => [
            {
              content: (
                <a href={majorPaths.show({ reference: major.reference })}>{`${major.reference} ${major.title}`}</a>
              ),
            },
            { content: <MajorTag state={major.state} /> },
            { content: <When at={sayMoment(major.declared_at, major.zone, now)} /> },
            major.lead ?? 'Nobody',
            { content: major.cases, format: 'numeric' as const },
            { content: major.next_update_due_at && <When at={sayMoment(major.next_update_due_at, major.zone, now)} /> },
          ])}
        />
      </Scroll>
    )}
  </WorkspacePage>
)

/** Many like cases in a short time: an offer, with its reason. */
const BurstCard = ({ burst: { category, cases, usual, reference, references } }: { burst: NamedBurst }) => (
  <section class="card" aria-label={`Suggestion: ${category}`}>
    <h2 class="card__title">
      {cases} cases about {category} in the last hour
    </h2>
    <p>
      As a rule there {usual < 1 ? 'is less than one' : `are about ${Math.round(usual)}`}. Is it one major incident?
    </p>
    <div class="govuk-button-group">
      <Button href={majorPaths.declare({ reference }, { others: references.join(' ') })} variant="secondary">
        Look, and declare
      </Button>
      <Form action={majorPaths.dismiss()}>
        <Button name="category" value={category} variant="secondary">
          It is nothing<span class="govuk-visually-hidden">: {category}</span>
        </Button>
      </Form>
    </div>
  </section>
)
