import { sayDays } from '#platform/holdings/say-days.rules.ts'
import { sayDay } from '#platform/time/say.ts'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import type { Kept } from './kept.queries.ts'

const DAY_MS = 24 * 60 * 60 * 1000

interface Props {
  readonly kept: Kept
  readonly kind: 'case' | 'person' | 'mail'
  /** From when its time counts: a case's closing, a message's coming. Not yet for one that is open. */
  readonly from?: Date | null | undefined
  readonly zone: string
  /** Where the rule is, for who may change it: they may also know of a hold. */
  readonly href?: string | undefined
  readonly holdHref?: string | undefined
}

const COUNTED = { case: 'from closing', person: '', mail: 'from when it came or went' }

function howLong({ kept: { days }, kind, from, zone }: Props): string {
  if (kind === 'person') return 'Kept until they are erased'
  if (days === null) return 'Kept for good'
  const until = from ? `, until ${sayDay(new Date(from.getTime() + days * DAY_MS), zone)}` : ''
  return `Kept for ${sayDays(days)} ${COUNTED[kind]}${until}`
}

/** A quiet line on a record: how long it is kept and who answers for it; for who may know, that it is held for a reason. */
export const KeptLine = (props: Props) => {
  const { kept, href, holdHref } = props
  const words = howLong(props)
  return (
    <p class="govuk-body-s quiet">
      {href && kept.held && (
        <>
          <Tag colour="orange">Legal hold</Tag>{' '}
        </>
      )}
      {href ? (
        <a class="govuk-link" href={href}>
          {words}
        </a>
      ) : (
        words
      )}{' '}
      · {kept.owner ? `information owner ${kept.owner}` : 'no information owner is named'}
      {holdHref && (
        <>
          {' '}
          ·{' '}
          <a class="govuk-link" href={holdHref}>
            {kept.held ? 'Look at the hold' : 'Keep it for a reason'}
          </a>
        </>
      )}
    </p>
  )
}
