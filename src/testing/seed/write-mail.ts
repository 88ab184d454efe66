/* Mailboxes of the pretend service, and what waits in them: what every desk finds in the morning. */
import { createHash } from 'node:crypto'
import type { Write } from '#platform/database/transaction.ts'
import { domainOf } from './persons.ts'
import type { World } from './world.ts'

interface MailPlan {
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly body: string
  readonly hours: number
  readonly state: 'quarantined' | 'ignored'
  readonly reason: string
}

const UNKNOWN = 'The sender is not known in any of the organisations this mailbox serves.'

const MAIL: readonly MailPlan[] = [
  {
    ...{
      from: 'j.whitlock@brightwaterfacilities.example',
      name: 'Jo Whitlock',
      hours: 2,
      state: 'quarantined',
      reason: UNKNOWN,
    },
    subject: 'Access to Weir House comms room on Thursday',
    body: 'Hello,\n\nOur engineer needs to get into the comms room at Weir House on Thursday between 10 and 12 to look at the cooling. Who can let him in?\n\nJo Whitlock\nBrightwater Facilities',
  },
  {
    ...{ from: 'noreply@scan.example', name: 'Scanner 4th floor', hours: 5, state: 'quarantined', reason: UNKNOWN },
    subject: 'Your scanned document',
    body: 'Please find your scan attached.\n\nThis device cannot receive answers.',
  },
  {
    ...{ from: 'm.osei@quarryworks.example', name: 'Marcus Osei', hours: 21, state: 'quarantined', reason: UNKNOWN },
    subject: 'Invoice 20418 not paid',
    body: 'Dear all,\n\nInvoice 20418 is now 40 days old. I was told that your help desk knows who can look into it.\n\nRegards\nMarcus Osei',
  },
  {
    ...{ from: 'winner@lucky-draw.example', name: 'Prize office', hours: 26, state: 'ignored' },
    reason: 'Asha Patel marked it as ignored.',
    subject: 'You have been chosen!!!',
    body: 'Claim your prize within 24 hours.',
  },
]

const HOUR = 3_600_000

/** A mailbox for each organisation: the desk's own serves every council, and has what could not be filed. */
export async function writeMail(tx: Write, world: World, now: Date): Promise<void> {
  const { partners } = world
  const random = world.random.under('mail')
  const mailboxes = partners.map(({ id, place }) => ({
    ...{ id: random.id(now.getTime()), organisation_id: id, kind: 'incident', sends_by_default: true },
    address: `help@${domainOf({ place, id, suffix: world.suffix })}`,
    name: place.kind === 'shared_service' ? 'Service desk' : 'IT help',
    purpose: place.kind === 'shared_service' ? 'For the staff of every council' : `For the staff of ${place.name}`,
    // Who writes to a council is one of its own; who writes to the desk may be anybody's.
    unknown_sender: place.kind === 'shared_service' ? 'quarantine' : 'new_person',
  }))
  await tx.insertInto('channels.mailboxes').values(mailboxes).execute()
  const desk = mailboxes[0]!
  const serves = mailboxes.slice(1).map(({ organisation_id }) => ({
    ...{ mailbox_id: desk.id, organisation_id: desk.organisation_id, serves_id: organisation_id },
  }))
  await tx.insertInto('channels.mailbox_organisations').values(serves).execute()
  for (const plan of MAIL)
    await writeReceived(tx, desk, plan, { id: random.id(now.getTime() - plan.hours * HOUR), now })
}

async function writeReceived(
  tx: Write,
  { id: mailbox_id, organisation_id, address }: { id: string; organisation_id: string; address: string },
  { from, name, subject, body, hours, state, reason }: MailPlan,
  { id, now }: { id: string; now: Date },
) {
  const received_at = new Date(now.getTime() - hours * HOUR)
  const message_id = `${id}@${from.split('@')[1]}`
  const headers = [
    `From: ${name} <${from}>`,
    `To: ${address}`,
    `Subject: ${subject}`,
    `Date: ${received_at.toUTCString()}`,
  ]
  const text = [...headers, `Message-ID: <${message_id}>`, '', ...body.split('\n'), ''].join('\r\n')
  const bytes = Buffer.from(text)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await tx.insertInto('channels.raw_messages').values({ id, organisation_id, begun_at: received_at }).execute()
  await tx
    .insertInto('channels.received_messages')
    .values({
      ...{ id, organisation_id, mailbox_id, received_at, sha256, message_id, subject, state, reason },
      ...{ came_by: 'lmtp', envelope_from: from, envelope_to: address, size: bytes.length, fingerprint: sha256 },
      ...{ from_address: from, from_name: name, outcome: state, settled_at: received_at },
    })
    .execute()
  await tx.insertInto('channels.raw_pieces').values({ received_id: id, organisation_id, position: 0, bytes }).execute()
}
