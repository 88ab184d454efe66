import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { ContactWay } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'
import type { Participant } from '../participants/participant.queries.ts'
import {
  getsReplies,
  type ParticipantRole,
  type Recipient,
  type RecipientRole,
} from '../participants/participant.rules.ts'

/** Whom a reply can go to by e-mail. */
export interface Addressees {
  /** The requester's, if we are sure of one: that from which they last wrote, or their own. */
  readonly address: string | null
  /** How the requester wants to be reached; null when nobody has said. */
  readonly contact_by: ContactWay | null
  readonly participants: readonly Participant[]
}

/** A reply that has not gone yet. Instants are ISO 8601, UTC. */
export interface Pending {
  readonly id: string
  /** The case it was written on: this one, or one that was merged into it. */
  readonly reference: string
  readonly kind: 'reply' | 'forward'
  readonly author_id: string
  readonly author_name: string
  readonly body: string
  readonly then_do: 'send' | 'wait' | 'resolve'
  readonly recipients: readonly Recipient[]
  readonly files: readonly string[]
  readonly written_at: string
  readonly send_at: string
  readonly planned: boolean
  readonly state: 'waiting' | 'held'
  readonly held_because: string | null
}

/** What became of a message on its way to one recipient. */
export interface Delivery {
  readonly message_id: string
  readonly sent_id: string
  readonly role: RecipientRole
  readonly name: string | null
  readonly address: string
  readonly state: string
  /** What went wrong, in words. */
  readonly trouble: string | null
  readonly at: string
}

/** What the composer and the story need to know of e-mail. */
export interface Correspondence extends Addressees {
  /** Addresses of theirs, in small letters, that get no messages until somebody lifts it, and why. */
  readonly suppressed: readonly { readonly address: string; readonly reason: 'bounced' | 'complained' | 'by_hand' }[]
  readonly pending: readonly Pending[]
  readonly deliveries: readonly Delivery[]
}

const theAddress = (theCase: Pick<Case, 'id' | 'requester_id'>) => sql`
  (select a.address from people.published_addresses a join people.published_persons p on p.id = a.person_id and p.active
    where a.person_id = ${theCase.requester_id} and a.verified_at is not null
    order by a.address_key = (select lower(t.address) from channels.published_threads t
        where t.subject_id = ${theCase.id} and t.received
          and lower(t.address) in (select o.address_key from people.published_addresses o
            where o.person_id = ${theCase.requester_id} and o.verified_at is not null)
        order by t.at desc limit 1) desc nulls last,
      a.address_key = lower(p.email) desc nulls last, a.address_key limit 1)`

const thePreference = (theCase: Pick<Case, 'requester_id'>) => sql`
  (select w.contact_by from people.published_contact_preferences w where w.person_id = ${theCase.requester_id})`

const theParticipants = (case_id: string) => sql`
  (select coalesce(json_agg(json_build_object('id', t.id, 'role', t.role, 'person_id', t.person_id, 'name', t.name,
      'address', t.address) order by t.added_at, t.id), '[]')
    from cases.participants t where t.case_id = ${case_id} and t.removed_at is null)`

const theSuppressed = (theCase: Pick<Case, 'id' | 'requester_id' | 'organisation_id'>) => sql`
  (select coalesce(json_agg(json_build_object('address', s.address_key, 'reason', s.reason) order by s.address_key), '[]')
    from channels.published_suppressed_addresses s where s.organisation_id = ${theCase.organisation_id}
      and s.address_key in (
        select a.address_key from people.published_addresses a where a.person_id = ${theCase.requester_id}
        union all select lower(t.address) from cases.participants t where t.case_id = ${theCase.id} and t.removed_at is null))`

/** Whom a reply on this case can go to. */
export async function getAddressees(tx: Read, theCase: Case): Promise<Addressees> {
  const { rows } =
    await sql<Addressees>`select ${theAddress(theCase)} as address, ${thePreference(theCase)} as contact_by,
    ${theParticipants(theCase.id)} as participants`.execute(tx)
  return rows[0]!
}

/** Everything about a case's e-mail that its page shows, in one statement. */
export async function getCorrespondence(tx: Read, theCase: Case): Promise<Correspondence> {
  const { rows } =
    await sql<Correspondence>`select ${theAddress(theCase)} as address, ${thePreference(theCase)} as contact_by,
    ${theParticipants(theCase.id)} as participants, ${theSuppressed(theCase)} as suppressed,
    (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind,
        'reference', (select c.reference from cases.cases c where c.id = r.case_id), 'author_id', r.author_id, 'author_name', r.author_name,
        'body', r.body, 'then_do', r.then_do, 'recipients', r.recipients,
        'files', (select coalesce(json_agg(f.name order by f.id), '[]') from platform.files f where f.id = any (r.file_ids || r.passed_on)),
        'written_at', r.written_at, 'send_at', r.send_at, 'planned', r.planned, 'state', r.state, 'held_because', r.held_because)
        order by r.written_at), '[]')
      from cases.pending_replies r where r.case_id = any (array(select cases.story_of(${theCase.id}))) and r.state in ('waiting', 'held')) as pending,
    (select coalesce(json_agg(json_build_object('message_id', r.message_id, 'sent_id', r.sent_id, 'role', r.role, 'name', r.name,
        'address', r.address, 'state', d.state, 'trouble', d.trouble, 'at', coalesce(d.sent_at, d.created_at))
        order by r.message_id, r.position), '[]')
      from cases.messages m join cases.message_recipients r on r.message_id = m.id
        join channels.published_deliveries d on d.id = r.sent_id
      where m.case_id = any (array(select cases.story_of(${theCase.id})))) as deliveries`.execute(tx)
  return rows[0]!
}

/** The requester as somebody to write to; null when we are sure of no address of theirs. */
export const requesterAsRecipient = ({ requester_id, requester }: Case, { address }: Addressees): Recipient | null =>
  address === null ? null : { role: 'requester', person_id: requester_id, name: requester, address }

export const asRecipient = ({
  role,
  person_id,
  name,
  address,
}: Participant & { role: ParticipantRole }): Recipient => ({
  ...{ role, person_id, name, address },
})

/** Whether a reply goes by e-mail unless somebody says otherwise: not to who wants to be reached in another way. */
export const wantsMail = ({ contact_by }: Pick<Addressees, 'contact_by'>): boolean =>
  contact_by === null || contact_by === 'email'

/** Who gets a reply unless somebody says otherwise. */
export function usualRecipients(theCase: Case, addressees: Addressees): Recipient[] {
  const requester = requesterAsRecipient(theCase, addressees)
  const others = addressees.participants.filter(({ role }) => getsReplies(role)).map(asRecipient)
  return requester && wantsMail(addressees) ? [requester, ...others] : others
}
