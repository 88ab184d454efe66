import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import {
  type Answered,
  countFrom,
  findAnswered,
  isOurs,
  type MailboxRules,
  type Received,
} from '#rooms/channels/index.ts'
import { findByAddress, getOrganisation } from '#rooms/people/index.ts'
import { whyNot } from '../case.rules.ts'
import { readReference } from '../reference.rules.ts'
import type { FilingFacts, MailFacts, SenderFacts, Thread } from './filing-facts.rules.ts'
import type { Mail } from './mail.ts'
import { numbersIn } from './mail-text.rules.ts'
import { isListed } from './sender-list.rules.ts'
import { isThanks } from './thanks.rules.ts'
import { bestFirst } from './thread.rules.ts'

/** What is being filed: where it came, and what was read. */
export interface Filing {
  readonly received: Received
  readonly mailbox: MailboxRules
  readonly mail: Mail
  /** Organisations that were one with the mailbox's: what it answers may be a case of theirs. */
  readonly parted?: readonly string[]
}

const HOUR_MS = 3_600_000

/** Everything a decision is made from. The transaction sees the mailbox's organisation and all that it serves. */
export async function gatherFacts(tx: Read, filing: Filing, now: Date): Promise<FilingFacts> {
  const { mailbox, mail, received } = filing
  const hourAgo = new Date(now.getTime() - HOUR_MS)
  const answered = await findAnswered(tx, {
    addresses: [...mail.to, ...mail.cc].map(({ address }) => address).concat(received.envelope_to ?? []),
    ids: mail.answers,
  })
  const threads = await threadsOf(tx, answered, mail.subject, now)
  const sender = await senderOf(tx, filing, threads)
  const { address } = sender
  return {
    mail: mailFactsOf(filing, sender, answered),
    sender,
    mailbox: {
      unknown_sender: mailbox.unknown_sender,
      only_allowed: mailbox.allowed_senders.length > 0,
      serves: mailbox.serves,
    },
    reports_on: (mail.bounce && answered.find(({ sent_id }) => sent_id !== null)?.sent_id) ?? null,
    threads,
    recent: {
      from_sender: address ? await countFrom(tx, mailbox.organisation_id, address, hourAgo) : 0,
      new_people: await countNewPeople(tx, mailbox.organisation_id, hourAgo),
    },
  }
}

async function senderOf(
  tx: Read,
  { mail, mailbox, parted = [] }: Filing,
  threads: readonly Thread[],
): Promise<SenderFacts> {
  const address = mail.from?.valid ? mail.from.address : null
  if (!address) return { address, persons: [], ours: false, blocked: false, allowed: false }
  const near = new Set([mailbox.organisation_id, ...mailbox.serves])
  const persons = await findByAddress(tx, address)
  // Who went to another organisation is known here by what they answer, and by nothing else.
  const answers = (one: (typeof persons)[number]) =>
    parted.includes(one.organisation_id) &&
    threads.some(
      ({ by, person_ids, organisation_id }) =>
        person_ids.includes(one.person_id) || (by !== 'reference' && organisation_id === one.organisation_id),
    )
  const known = persons.filter(
    one => near.has(one.organisation_id) || one.works_in.some(id => near.has(id)) || answers(one),
  )
  return {
    address,
    persons: known,
    ours: await isOurs(tx, address),
    blocked: isListed(mailbox.blocked_senders, address),
    allowed: isListed(mailbox.allowed_senders, address),
  }
}

function mailFactsOf(filing: Filing, sender: SenderFacts, answered: readonly Answered[]): MailFacts {
  const { mail, mailbox } = filing
  const gateway = mailbox.trusted_gateway?.toLowerCase()
  const proof = answered.find(({ to_address }) => to_address?.toLowerCase() === sender.address?.toLowerCase())
  return {
    ...{ hops: mail.hops, report: mail.bounce !== null },
    ...{ automatic: isAutomatic(filing), may_answer: mayAnswer(filing) },
    ...{ spam: mail.spam, thanks: isThanks(mail.reply_text, mail.from?.name ?? '') },
    forged: gateway !== undefined && mail.forged_says.some(server => server.toLowerCase() === gateway),
    proved_person: proof?.person_id ?? null,
  }
}

/** An empty return path says that whoever sent it does not want to hear of it: a machine. */
export const isAutomatic = ({ mail, received }: Filing): boolean => mail.auto_reply || received.envelope_from === ''

/** Whether a machine may answer it at all (RFC 3834). */
export const mayAnswer = (filing: Filing): boolean =>
  !isAutomatic(filing) && !filing.mail.bulk && filing.mail.bounce === null

type ThreadRow = Omit<Thread, 'by' | 'sent_to' | 'too_late'> & {
  readonly asked_id: string
  readonly asked_reference: string
  readonly closed_at: Date | null
}

/** The cases a message may belong to, each where it was merged to. */
async function threadsOf(tx: Read, answered: readonly Answered[], subject: string, now: Date): Promise<Thread[]> {
  const ids = answered.map(({ subject_id }) => subject_id).filter(id => id !== null)
  const references = numbersIn(subject)
    .map(readReference)
    .filter(one => one !== undefined)
  if (ids.length === 0 && references.length === 0) return []
  const rows = await findThreads(tx, ids, references, now)
  const threads: Thread[] = []
  for (const { asked_id, asked_reference, closed_at, ...row } of rows) {
    const reasons = answered.filter(({ subject_id }) => subject_id === asked_id)
    const reason = reasons.find(({ by }) => by === 'token') ?? reasons[0]
    const closed = row.state === 'closed'
    const { reopen_days } = closed ? await getOrganisation(tx, row.organisation_id) : { reopen_days: 0 }
    const state = { state: 'closed', merged_into_id: null, closed_at } as const
    const too_late = closed && whyNot.reopen(state, reopen_days, now) !== null
    if (reason || references.includes(asked_reference))
      threads.push({ ...row, by: reason?.by ?? 'reference', sent_to: reason?.to_address ?? null, too_late })
  }
  return bestFirst(threads)
}

async function findThreads(tx: Read, ids: readonly string[], references: readonly string[], now: Date) {
  const { rows } = await sql<ThreadRow>`
    with recursive named as (
      select id as asked_id, reference as asked_reference, id, merged_into_id from cases.cases
      where id = any (${ids}::uuid[]) or reference = any (${references}::text[])
      union all
      select n.asked_id, n.asked_reference, c.id, c.merged_into_id
      from named n join cases.cases c on c.id = n.merged_into_id)
    select n.asked_id, n.asked_reference, c.id as case_id, c.reference, c.organisation_id, c.logged_at, c.state, c.closed_at,
      c.requester_id,
      array(select c.requester_id union select w.person_id from cases.watchers w where w.case_id = c.id
        union select s.person_id from cases.message_sources s
        where s.case_id = c.id and s.standing = 'accepted' and s.person_id is not null) as person_ids,
      array(select lower(s.from_address) from cases.message_sources s
        where s.case_id = c.id and s.standing = 'accepted' and s.person_id is null and s.from_address is not null
        union select t.address_key from cases.participants t
        where t.case_id = c.id and t.removed_at is null and t.role in ('copied', 'representative')) as addresses,
      array(select t.address_key from cases.participants t
        where t.case_id = c.id and t.removed_at is null and t.role in ('third_party', 'supplier')) as outside,
      (select count(*)::int from cases.message_sources s
        where s.case_id = c.id and s.filed_at > ${now}::timestamptz - interval '1 hour') as lately,
      (select count(*)::int from cases.message_sources s
        where s.case_id = c.id and s.auto_reply and s.filed_at > ${now}::timestamptz - interval '1 day') as automatic_lately
    from named n join cases.cases c on c.id = n.id where n.merged_into_id is null`.execute(tx)
  return rows
}

async function countNewPeople(tx: Read, organisation_id: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.message_sources
    where raw_organisation_id = ${organisation_id} and new_person and filed_at > ${since}`.execute(tx)
  return rows[0]!.count
}
