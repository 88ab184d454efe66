import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Avatar } from '#platform/ui/pieces/avatar.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { sayRecipients } from '../participants/participant.rules.ts'
import { pendingPaths } from '../paths.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { Pending } from './addressees.queries.ts'

interface Props {
  readonly pending: Pending
  readonly zone: string
  readonly now: Date
  readonly reader_id: string
  readonly works: boolean
}

const SECOND_MS = 1000

const leftOf = ({ send_at }: Pending, now: Date) =>
  Math.max(0, Math.ceil((new Date(send_at).getTime() - now.getTime()) / SECOND_MS))

const said = (seconds: number) =>
  seconds === 0 ? 'Sending now' : `Sending in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`

/** The countdown is a courtesy: the time stands beside it, and nothing hurries anybody but the ten seconds. */
function Standing({ pending, zone, now }: Pick<Props, 'pending' | 'zone' | 'now'>) {
  if (pending.state === 'held')
    return (
      <p class="pending__standing">
        <strong>Not sent.</strong> {pending.held_because}
      </p>
    )
  const at = new Date(pending.send_at)
  if (pending.planned)
    return (
      <p class="pending__standing">
        Will be sent <When at={sayMoment(at, zone, now)} />
      </p>
    )
  return (
    <p class="pending__standing" role="status">
      <span data-module="countdown" data-until={pending.send_at} data-seconds={leftOf(pending, now)}>
        {said(leftOf(pending, now))}
      </span>
    </p>
  )
}

function Acts({ pending, reader_id }: Pick<Props, 'pending' | 'reader_id'>) {
  const { id, reference, state, planned, author_id } = pending
  const own = author_id === reader_id
  const waits = planned || state === 'held'
  if (!own && !waits) return null
  const press = (act: keyof typeof pendingPaths, words: string, secondary = true) => (
    <Form action={pendingPaths[act]({ reference, id })}>
      <Button {...(secondary && { variant: 'secondary' as const })}>
        {words}
        <span class="govuk-visually-hidden"> this reply</span>
      </Button>
    </Form>
  )
  return (
    <div class="pending__acts">
      {press('undo', waits ? (own ? 'Change' : 'Take it over') : 'Undo', waits)}
      {own && press('send', state === 'held' ? 'Send anyway' : 'Send now')}
      {waits && press('cancel', 'Cancel')}
    </div>
  )
}

/** Whether it is the reader's own and in its ten seconds: then it stands with the composer, where the hand is. */
export const isUndoable = ({ author_id, planned, state }: Pending, reader_id: string): boolean =>
  author_id === reader_id && !planned && state === 'waiting'

/** A reply that was written and has not gone. */
export function PendingReply({ pending, zone, now, reader_id, works }: Props) {
  const { id, author_name, recipients, state, kind } = pending
  const names = recipients.map(({ name, address }) => name ?? address)
  const how = kind === 'forward' ? 'forwards' : 'replies'
  return (
    <section
      class={`pending pending--${state}`}
      id={`pending-${id}`}
      aria-label={`A reply of ${author_name}, not sent yet`}
    >
      <header class="entry__head">
        <Avatar name={author_name} />
        <span class="entry__author">{author_name}</span>
        <span class="entry__how">
          {how} {names.length > 0 ? `by e-mail to ${sayRecipients(names)}` : 'on the portal'}
        </span>
        <span class="entry__time">
          written <When at={sayMoment(new Date(pending.written_at), zone, now)} />
        </span>
      </header>
      <div class="entry__text prose">
        <MessageText body={pending.body} />
      </div>
      {pending.files.length > 0 && <p class="pending__files">With {pending.files.join(', ')}</p>}
      <div class="pending__foot">
        <Standing pending={pending} zone={zone} now={now} />
        {works && <Acts pending={pending} reader_id={reader_id} />}
      </div>
    </section>
  )
}
