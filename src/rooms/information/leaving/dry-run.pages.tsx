import { RECORD_KINDS } from '#platform/holdings/holding.ts'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import type { Foreseen, InTheWay } from './foresee.queries.ts'
import type { Leaving } from './leaving.queries.ts'

interface Facts {
  readonly organisation: Organisation
  readonly leaving: Leaving
  readonly way: InTheWay
  readonly foreseen: readonly Foreseen[]
}

const many = (number: number, one: string, several = `${one}s`) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : several}`

/** What leaving would do, and what stands in its way, as it is now. */
export const DryRun = ({ organisation, leaving, way, foreseen }: Facts) => (
  <>
    <h2 class="govuk-heading-m">What stands in the way</h2>
    <ul class="govuk-list govuk-list--bullet">
      {waysOf(way, leaving).map(words => (
        <li>{words}</li>
      ))}
    </ul>
    <h2 class="govuk-heading-m">What ends on the day</h2>
    <ul class="govuk-list govuk-list--bullet">
      {endsOf(way, leaving).map(words => (
        <li>{words}</li>
      ))}
    </ul>
    <h2 class="govuk-heading-m">What is handed over, and what becomes of it afterwards</h2>
    <CardTable
      label="Records by kind"
      head={['Kind of record', 'In the archive', 'Deleted', 'Emptied of words and names', 'Stay']}
      rows={foreseen.map(({ kind, given, deleted, emptied, stays }) => [
        RECORD_KINDS[kind],
        ...[given, deleted, emptied, stays].map(number => number.toLocaleString('en-GB')),
      ])}
    />
    <p class="govuk-body">
      Passwords and keys are in no archive, and are deleted. What stays of {organisation.name} is what past figures and
      the chain of the record stand on.
    </p>
  </>
)

function waysOf({ open, majors, holds, mail, agreements }: InTheWay, { open_cases }: Leaving): string[] {
  const found = [
    ...(open > 0
      ? [
          open_cases === 'wait'
            ? `${many(open, 'open case')}: it leaves once there are none`
            : `${many(open, 'open case')}: closed on the day`,
        ]
      : []),
    ...(majors > 0 ? [`${many(majors, 'major incident')} under way: it leaves once none is`] : []),
    ...(holds > 0 ? [`${many(holds, 'legal hold')}: it may leave, and nothing is destroyed while one stands`] : []),
    ...(mail.shared > 0
      ? [`${many(mail.shared, 'mailbox', 'mailboxes')} of its own that serve others too: they lose them`]
      : []),
    ...(agreements > 0 ? [`${many(agreements, 'agreement')} with teams and suppliers: end them with those`] : []),
  ]
  return found.length > 0 ? found : ['Nothing']
}

/** What there is none of is not said. */
const said = (number: number, words: string): string[] => (number > 0 ? [words] : [])

function endsOf({ ways, mail, elsewhere, keepers }: InTheWay, { mail_answer }: Leaving): string[] {
  const becomes = mail_answer === null ? 'refused' : 'kept and answered'
  return [
    `${many(ways.people, 'person', 'people')} can no longer sign in`,
    ...said(elsewhere.length, `Of them, these work for other organisations too: ${elsewhere.join(', ')}`),
    ...said(ways.sessions, `${many(ways.sessions, 'session')} of theirs`),
    ...said(ways.tokens, `${many(ways.tokens, 'token')} of programs`),
    ...said(
      ways.letters,
      `${many(ways.letters, 'invitation or letter', 'invitations and letters')} to choose a password`,
    ),
    ...said(ways.providers, many(ways.providers, 'sign-in provider')),
    ...said(ways.directory_tokens, many(ways.directory_tokens, 'directory token')),
    ...said(mail.fetched, `Fetching from ${many(mail.fetched, 'mailbox', 'mailboxes')}`),
    ...said(mail.mailboxes, `Mail to ${many(mail.mailboxes, 'mailbox', 'mailboxes')} is ${becomes} from then on`),
    ...said(mail.webhooks, many(mail.webhooks, 'webhook')),
    `Afterwards it is looked after by ${keepers.length > 0 ? keepers.join(', ') : 'nobody yet'}`,
  ]
}
