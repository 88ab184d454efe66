import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { type Impact, sayImpact } from './impact.rules.ts'

interface Props {
  impact: Impact
  zone: string
  now: Date
  /** Where a case is found by its reference, if whoever looks may read cases. */
  hrefOf?: ((reference: string) => string) | undefined
}

/** What a change would do: how many clocks move, by team and priority, and the first of them by name. */
export const ImpactReport = ({ impact, zone, now, hrefOf }: Props) => (
  <>
    <p class="govuk-body govuk-!-font-weight-bold" role="status">
      {sayImpact(impact)}
    </p>
    {impact.unfinished && (
      <p class="govuk-body">
        There are so many clocks that this goes on in the background. You need not wait for it here: the change can be
        made or dropped when you come back.
      </p>
    )}
    {impact.groups.length > 0 && (
      <Scroll label="Clocks that move, by team and priority">
        <Table
          caption="By team and priority"
          captionClass="govuk-table__caption--m"
          head={['Team', 'Priority', 'Move', 'Become late', 'No longer late']}
          rows={impact.groups.map(group => [
            group.team,
            group.priority,
            `${group.moved}`,
            `${group.become_late}`,
            `${group.no_longer_late}`,
          ])}
        />
      </Scroll>
    )}
    {impact.named.length > 0 && (
      <Scroll label="The first of them">
        <Table
          caption={impact.moved > impact.named.length ? `The first ${impact.named.length}` : 'Each of them'}
          captionClass="govuk-table__caption--m"
          head={['Case', 'Clock', 'Team', 'Due now', 'Due then']}
          rows={impact.named.map(move => [
            {
              content: hrefOf ? (
                <a class="govuk-link" href={hrefOf(move.reference)}>
                  {move.reference}
                </a>
              ) : (
                move.reference
              ),
            },
            `${move.metric}, ${move.priority}`,
            move.team,
            move.due_before ? sayWhen(new Date(move.due_before), zone, now) : 'never',
            move.due_after ? sayWhen(new Date(move.due_after), zone, now) : 'never',
          ])}
        />
      </Scroll>
    )}
  </>
)

interface DecideProps {
  /** Confirms when posted to; drops the change with `decision=drop`. */
  action: string
  decided: string | null
  /** Cases have changed since it was looked at, or it cannot be applied any more. */
  warning?: string | undefined
  /** Not all of what it would do is known yet: it can only be dropped. */
  unfinished?: boolean | undefined
}

/** The two ways to end a proposal. */
export const DecideForm = ({ action, decided, warning, unfinished }: DecideProps) => (
  <>
    {warning && <WarningText>{warning}</WarningText>}
    {decided ? (
      <p class="govuk-body">{decided === 'applied' ? 'This change was made.' : 'This change was dropped.'}</p>
    ) : (
      <Form action={action} class="settings__form">
        <div class="govuk-button-group">
          {!unfinished && (
            <Button name="decision" value="apply">
              Make this change
            </Button>
          )}
          <Button name="decision" value="drop" variant="secondary">
            Drop it
          </Button>
        </div>
      </Form>
    )}
  </>
)
