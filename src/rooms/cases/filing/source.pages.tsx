import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Content } from '#platform/ui/govuk/element.ts'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { Facts } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { MessageFrame } from '#platform/ui/pieces/message-frame.tsx'
import type { Case } from '../case.queries.ts'
import { casePaths, mailPaths } from '../paths.ts'
import type { Source } from './source.queries.ts'

type Props = {
  source: Source
  theCase: Pick<Case, 'reference' | 'zone' | 'requester'>
  works: boolean
  now: Date
}

const MOST_SHOWN = 8

function named(people: Source['to_addresses']): string {
  const shown = people.slice(0, MOST_SHOWN).map(({ name, address }) => (name ? `${name} <${address}>` : address))
  const more = people.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** What a message that came by e-mail was, beneath its words: from whom, what else is in it, and the whole of it. */
export const SourceFoot = (props: Props) => (
  <div class="mail-source">
    <Belief {...props} />
    <Inside {...props} />
    <Remarks {...props} />
    <Original {...props} />
  </div>
)

const TAGS: Partial<Record<Source['standing'], string>> = {
  held: 'Third party',
  rejected: 'Rejected',
  machine: 'Delivery report',
}

/** How far it is believed, and what may be done with one that is not. */
function Belief({ source, theCase, works }: Props) {
  const { standing, why, auto_reply, from_staff, message_id } = source
  const tag = from_staff ? 'Not checked' : TAGS[standing]
  const at = { reference: theCase.reference, message: message_id }
  return (
    <>
      {auto_reply && standing !== 'machine' && (
        <p>
          <Tag colour="grey">Automatic reply</Tag> It changed nothing, and is not answered.
        </p>
      )}
      {tag && (
        <p>
          <Tag colour={standing === 'held' ? 'orange' : 'grey'}>{tag}</Tag> {why}
        </p>
      )}
      {standing === 'held' && works && (
        <div class="mail-source__acts">
          {!from_staff && (
            <>
              <Act action={mailPaths.accept(at)} does="Accept" hint={`, so that ${theCase.requester} can read it`} />
              <Act action={mailPaths.accept(at)} does="Accept, and copy them in from now on" copy />
              <Act action={mailPaths.own(at)} does="Make a case of its own" />
            </>
          )}
          <Act action={mailPaths.reject(at)} does={from_staff ? 'Keep as a note' : 'Reject'} />
        </div>
      )}
    </>
  )
}

const Act = ({ action, does, hint, copy }: { action: string; does: string; hint?: string; copy?: boolean }) => (
  <Form action={action}>
    {copy && <input type="hidden" name="copy" value="yes" />}
    <Button variant="secondary">
      {does}
      {hint && <span class="govuk-visually-hidden">{hint}</span>}
    </Button>
  </Form>
)

/** What it is besides words: an invitation, a message passed on, signed or encrypted. */
function Inside({ source, theCase, works, now }: Props) {
  const { calendar, forwarded, signed, encrypted } = source.kinds
  const at = { reference: theCase.reference, message: source.message_id }
  return (
    <>
      {calendar && <Invitation calendar={calendar} zone={theCase.zone} now={now} />}
      {forwarded && (
        <section class="mail-source__card" aria-label="Forwarded message">
          <p>
            <strong>Forwarded message</strong> from {named([forwarded.from])}
            {forwarded.date && `, ${sayWhen(new Date(forwarded.date), theCase.zone, now)}`}
          </p>
          {forwarded.subject && <p dir="auto">{forwarded.subject}</p>}
          {works && source.standing === 'trusted' && forwarded.from.valid && (
            <Act action={mailPaths.original(at)} does="Log for the original sender" />
          )}
        </section>
      )}
      {signed && <p>It carries a digital signature, which is kept with the message and was not checked.</p>}
      {encrypted && <p>It is encrypted. We cannot read what is inside; it is kept as it came.</p>}
    </>
  )
}

type InvitationProps = { calendar: NonNullable<Source['kinds']['calendar']>; zone: string; now: Date }

function Invitation({ calendar, zone, now }: InvitationProps) {
  const { method, summary, start, end, location, organiser } = calendar
  const title =
    method === 'CANCEL' ? 'Cancelled meeting' : method === 'REPLY' ? 'Answer to an invitation' : 'Invitation'
  const rows: { name: string; value: Content }[] = [
    ...(summary ? [{ name: 'What', value: summary }] : []),
    ...(start ? [{ name: 'When', value: sayTime(start, zone, now) }] : []),
    ...(end ? [{ name: 'Until', value: sayTime(end, zone, now) }] : []),
    ...(location ? [{ name: 'Where', value: location }] : []),
    ...(organiser ? [{ name: 'From', value: organiser }] : []),
  ]
  return (
    <section class="mail-source__card" aria-label={title}>
      <p>
        <strong>{title}</strong>
      </p>
      <Facts facts={rows} />
    </section>
  )
}

/** In the case's time where the invitation says an instant; as it is written where it says a local time or a day. */
function sayTime(written: string, zone: string, now: Date): string {
  const instant = /Z$|[+-]\d\d:?\d\d$/.test(written) ? new Date(written) : undefined
  return instant && !Number.isNaN(instant.getTime()) ? sayWhen(instant, zone, now) : written
}

const count = (number: number, one: string, many: string) => (number === 1 ? `1 ${one}` : `${number} ${many}`)

function Remarks({ source }: Props) {
  const { remote_images, left_out, trouble, mentions } = source
  const said = [
    ...(remote_images > 0
      ? [`${count(remote_images, 'remote picture was', 'remote pictures were')} not fetched.`]
      : []),
    ...(left_out.length > 0
      ? [`Left out, as this mailbox refuses such files or a virus was found in them: ${left_out.join(', ')}.`]
      : []),
    ...trouble,
  ]
  return (
    <>
      {mentions && (
        <p>
          It names{' '}
          <a class="govuk-link" href={casePaths.show({ reference: mentions })}>
            {mentions}
          </a>
          , but its sender is not on that case.
        </p>
      )}
      {said.length > 0 && (
        <ul class="mail-source__remarks">
          {said.map(one => (
            <li>{one}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Original({ source, theCase }: Props) {
  const { from_name, from_address, to_addresses, cc_addresses, subject, message_id } = source
  const at = { reference: theCase.reference, message: message_id }
  const from = from_address ? named([{ name: from_name ?? '', address: from_address, valid: true }]) : 'Nobody named'
  const rows = [
    { name: 'From', value: from },
    ...(to_addresses.length > 0 ? [{ name: 'To', value: named(to_addresses) }] : []),
    ...(cc_addresses.length > 0 ? [{ name: 'Copy', value: named(cc_addresses) }] : []),
    ...(subject ? [{ name: 'Subject', value: <span dir="auto">{subject}</span> }] : []),
  ]
  return (
    <MessageFrame
      href={mailPaths.frame(at)}
      title={`The whole message from ${from_address ?? 'nobody named'}`}
      summary="Show the whole message"
    >
      <Facts facts={rows} />
      <p>
        <a class="govuk-link" href={mailPaths.raw(at)} download data-turbo="false">
          Download it as it came
        </a>
      </p>
    </MessageFrame>
  )
}
