import { channelPaths } from '#rooms/channels/index.ts'
import type { Case } from '../case.queries.ts'
import type { Correspondence } from './addressees.queries.ts'

interface Props {
  readonly theCase: Pick<Case, 'requester'>
  readonly correspondence: Correspondence
  /** Whether the reader may change which addresses get messages. */
  readonly manages: boolean
}

const WHY: Record<Correspondence['suppressed'][number]['reason'], string> = {
  bounced: 'have come back',
  complained: 'were marked as junk mail',
  by_hand: 'were stopped by staff',
}

/** Said before anything is written: to these addresses nothing will go. */
export const Undeliverable = ({ theCase, correspondence: { suppressed, address }, manages }: Props) => (
  <>
    {suppressed.map(one => (
      <p class="composer__preference">
        <span>
          Messages to <strong>{one.address}</strong> {WHY[one.reason]}.{' '}
          {one.address === address?.toLowerCase() && `Ring ${theCase.requester}, or write on the portal. `}
          {manages ? (
            <a class="govuk-link" href={channelPaths.suppressed({}, { q: one.address })}>
              Write to it again<span class="govuk-visually-hidden">: {one.address}</span>
            </a>
          ) : (
            'Whoever looks after mailboxes can lift it.'
          )}
        </span>
      </p>
    ))}
  </>
)

/** Quietly, to who can change it. */
export const StaysHere = () => <p class="composer__hint">Messages stay here: no mail server is set up.</p>
