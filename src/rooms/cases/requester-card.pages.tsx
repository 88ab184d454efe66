import { Card, Facts } from '#platform/ui/pieces/card.tsx'
import { CONTACT_NAMES } from '#rooms/people/index.ts'
import { type Opened, OpenForm } from './acting/work-card.pages.tsx'
import { STATE_NAMES, whyNot } from './case.rules.ts'
import type { CaseFacts, OtherCase } from './case-page.queries.ts'
import { casePaths } from './paths.ts'

const isOpen = (other: OtherCase) => other.state !== 'resolved' && other.state !== 'closed'

const OtherCases = ({ cases }: { cases: readonly OtherCase[] }) => (
  <ul class="side-list">
    {cases.map(({ reference, subject, state }) => (
      <li>
        <a class="govuk-link" href={casePaths.show({ reference })}>
          {reference}
        </a>{' '}
        <span dir="auto">{subject}</span> <span class="side-list__state">{STATE_NAMES[state]}</span>
      </li>
    ))}
  </ul>
)

const MOST_EARLIER = 5

interface RequesterCardProps {
  readonly facts: CaseFacts
  readonly works: boolean
  readonly opened?: Opened | undefined
}

/** Who asked: how to reach them, where they are, what help they need, and what else they have asked for. */
export function RequesterCard({ facts, works, opened }: RequesterCardProps) {
  const { theCase, requester, others, correspondence } = facts
  const open = others.filter(isOpen)
  const earlier = others.filter(other => !isOpen(other))
  const rows = [
    requester.phone && {
      name: 'Telephone',
      value: (
        <a class="govuk-link" href={`tel:${requester.phone.replace(/[^+\d]/g, '')}`}>
          {requester.phone}
        </a>
      ),
    },
    requester.email && {
      name: 'E-mail',
      value: (
        <a class="govuk-link" href={`mailto:${requester.email}`}>
          {requester.email}
        </a>
      ),
    },
    correspondence.contact_by && { name: 'Reach them', value: CONTACT_NAMES[correspondence.contact_by] },
    requester.location && { name: 'Where', value: requester.location },
    requester.job_title && { name: 'Job', value: requester.job_title },
    requester.department && { name: 'Department', value: requester.department },
    { name: 'Organisation', value: theCase.organisation },
  ]
  return (
    <Card
      title={
        <a class="govuk-link" href={casePaths.requester({ id: theCase.requester_id })}>
          {theCase.requester}
        </a>
      }
      class="requester"
      action={
        works &&
        whyNot.edit(theCase) === null && (
          <a class="govuk-link" href={casePaths.changeRequester({ reference: theCase.reference })}>
            Change<span class="govuk-visually-hidden"> requester</span>
          </a>
        )
      }
    >
      {opened?.act === 'changeRequester' && <OpenForm opened={opened} />}
      {requester.assistance && (
        <p class="requester__assistance">
          <strong>Needs:</strong> {requester.assistance}
        </p>
      )}
      <Facts facts={rows.filter(row => row !== null && row !== '')} />
      {open.length > 0 && (
        <>
          <h3 class="side-list__title">Other open cases ({open.length})</h3>
          <OtherCases cases={open} />
        </>
      )}
      {earlier.length > 0 && (
        <details class="side-list__earlier">
          <summary>
            {others.length >= 20
              ? 'Earlier cases'
              : `${earlier.length} earlier ${earlier.length === 1 ? 'case' : 'cases'}`}
          </summary>
          <OtherCases cases={earlier.slice(0, MOST_EARLIER)} />
        </details>
      )}
    </Card>
  )
}
