import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Facts } from '#platform/ui/pieces/card.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { promiseName, sayKept } from '../explaining/explain-words.ts'
import { casePaths } from '../paths.ts'
import type { Dispute } from './dispute.queries.ts'
import { DISPUTE_STATES } from './dispute.rules.ts'
import { disputePaths } from './paths.ts'
import { pauseName } from './pauses.pages.tsx'
import type { Weighed } from './weigh.rules.ts'

interface ListProps {
  readonly chrome: Chrome
  readonly disputes: readonly Dispute[]
  readonly open: boolean
  readonly page: number
  readonly more: boolean
  readonly now: Date
}

/** What waits for an answer, the oldest first; or what was settled, the latest first. */
export function DisputesPage({ chrome, disputes, open, page, more, now }: ListProps) {
  const show = open ? undefined : 'settled'
  return (
    <WorkspacePage {...chrome} title="Disputed pauses" active={disputePaths.list()}>
      <Toolbar title="Disputed pauses" note={open ? 'waiting for an answer' : 'settled'}>
        <a class="govuk-link" href={disputePaths.list({}, open ? { show: 'settled' } : {})}>
          {open ? 'Show those that are settled' : 'Show those that wait'}
        </a>
      </Toolbar>
      {disputes.length === 0 ? (
        <EmptyState title={open ? 'Nothing is disputed' : 'Nothing was settled yet'}>
          A partner who does not accept that a clock stood still says so on the page of that case’s clock.
        </EmptyState>
      ) : (
        <Scroll label="Disputed pauses">
          <Table
            caption="Disputed pauses"
            captionClass="govuk-visually-hidden"
            head={['Case', 'Organisation', 'The pause', 'Disputed by', 'Since', 'Standing']}
            rows={disputes.map(dispute => [
              {
                content: (
                  <a href={disputePaths.show({ id: dispute.id })}>{`${dispute.reference} ${dispute.subject}`}</a>
                ),
              },
              dispute.organisation,
              pauseName(dispute.reason),
              dispute.raised_by_name,
              { content: <When at={sayMoment(dispute.raised_at, dispute.zone, now)} /> },
              DISPUTE_STATES[dispute.state],
            ])}
          />
        </Scroll>
      )}
      {(page > 1 || more) && (
        <p>
          {page > 1 && <a href={disputePaths.list({}, { show, page: page - 1 })}>Previous page</a>}{' '}
          {more && <a href={disputePaths.list({}, { show, page: page + 1 })}>Next page</a>}
        </p>
      )}
    </WorkspacePage>
  )
}

interface Props {
  readonly chrome: Chrome
  readonly dispute: Dispute
  readonly weighed: readonly Weighed[]
  readonly maySettle: boolean
  readonly mayWithdraw: boolean
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** One dispute: what is said against the pause, what it would change, and the answer. */
export function DisputePage(props: Props) {
  const { chrome, dispute, weighed, maySettle, mayWithdraw, entered, errors } = props
  const { id, reference, subject, zone, reason, from_time, until_time, state, words } = dispute
  const at = (date: Date) => sayFull(date, zone)
  return (
    <WorkspacePage {...chrome} title={`Disputed pause of ${reference}`} active={disputePaths.list()} errors={errors}>
      <Toolbar title="Disputed pause" note={<span dir="auto">{`${reference} ${subject}`}</span>}>
        <a class="govuk-link" href={casePaths.clock({ reference })}>
          The clock, explained
        </a>
      </Toolbar>
      <div class="settings settings--wide dispute">
        <Facts
          facts={[
            {
              name: 'The pause',
              value: `${pauseName(reason)}, ${at(from_time)} to ${until_time ? at(until_time) : 'now'}`,
            },
            { name: 'Disputed by', value: `${dispute.raised_by_name}, ${at(dispute.raised_at)}` },
            { name: 'Why', value: dispute.because },
            { name: 'Standing', value: DISPUTE_STATES[state] },
            ...(dispute.settled_at
              ? [{ name: 'Settled', value: `${dispute.settled_by_name ?? 'Somebody'}, ${at(dispute.settled_at)}` }]
              : []),
            ...(words ? [{ name: 'Answer', value: words }] : []),
          ]}
        />
        <Scroll label="What the pause decides">
          <Table
            caption="What the pause decides"
            captionClass="govuk-table__caption--s"
            head={['Promise', 'Kept, with the pause', 'Kept, without it']}
            rows={weighed.map(({ clock, without }) => [
              promiseName(clock),
              sayKept(clock),
              without ? sayKept(without) : '–',
            ])}
            firstCellIsHeader
          />
        </Scroll>
        {maySettle && <Settle id={id} entered={entered} errors={errors} />}
        {mayWithdraw && (
          <Form action={disputePaths.withdraw({ id })}>
            <Button variant="secondary">Withdraw this dispute</Button>
          </Form>
        )}
      </div>
    </WorkspacePage>
  )
}

const Settle = ({ id, entered, errors }: { id: string } & Pick<Props, 'entered' | 'errors'>) => (
  <Form action={disputePaths.settle({ id })} draft={`settle-${id}`}>
    <Textarea
      {...fieldsOf(entered, errors)('words')}
      label="Your answer"
      hint="Whoever disputed the pause reads it. The outcome as it was recorded stays, whatever you decide."
      rows={4}
    />
    <div class="govuk-button-group">
      <Button name="decision" value="upheld">
        Uphold: the pause does not count
      </Button>
      <Button name="decision" value="rejected" variant="secondary">
        Reject: the pause counts
      </Button>
    </div>
  </Form>
)
