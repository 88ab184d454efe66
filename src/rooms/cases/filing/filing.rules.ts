/*
 * What becomes of a message that came by e-mail. Facts in, decision out, in an order that can be explained: whether it is to be
 * read at all, what it answers, who wrote it, and so what it may do. A subject or a sender's name never decides who somebody is.
 */

import type { Decision, FilingFacts } from './filing-facts.rules.ts'
import { fromThread, MOST_IN_THREAD } from './thread.rules.ts'

/** In an hour. More than people write, and few enough that two machines answering each other end (abuse case 8). */
const MOST_FROM_SENDER = 40
const MOST_NEW_PEOPLE = 60
/** Hops a message may have made; a loop between two servers grows this (RFC 5321, 6.3, asks for at least 100). */
const MOST_HOPS = 100

const ignore = (reason: string): Decision => ({ does: 'ignore', reason })
const quarantine = (reason: string): Decision => ({ does: 'quarantine', reason })

/** What becomes of a message. */
export function decide(facts: FilingFacts): Decision {
  return notRead(facts) ?? aReport(facts) ?? notBelieved(facts) ?? tooMany(facts) ?? fromThread(facts) ?? asNew(facts)
}

/** From ourselves: a loop (abuse case 9). */
function notRead({ sender, mail }: FilingFacts): Decision | null {
  if (sender.ours) return ignore('It came from one of our own addresses, so it would go round for ever.')
  if (mail.hops > MOST_HOPS) return quarantine('It has been passed on too often: it may be going round in a loop.')
  if (sender.blocked && !mail.report) return ignore('The sender is blocked for this mailbox.')
  return null
}

/** A delivery failed, or was delayed, or somebody complained: about a message of ours, or about none. */
function aReport({ mail, threads, reports_on }: FilingFacts): Decision | null {
  if (!mail.report) return null
  if (!reports_on) return ignore('It reports on the delivery of a message that is not one of ours.')
  const thread = threads.find(({ by }) => by === 'token') ?? null
  if (thread && thread.lately >= MOST_IN_THREAD)
    return quarantine(`So much has come for ${thread.reference} lately that two machines may be answering each other.`)
  return { does: 'report', thread, sent_id: reports_on }
}

function notBelieved({ mail, sender, mailbox }: FilingFacts): Decision | null {
  if (!sender.address) return quarantine('It does not say who sent it, or not in a way that can be answered.')
  if (mail.forged) return quarantine('The mail gateway says that it did not come from where it says (DMARC failed).')
  if (mail.spam) return quarantine('The mail server took it for spam.')
  if (mailbox.only_allowed && !sender.allowed) return quarantine('The sender is not among those who may write here.')
  const writers = sender.persons.filter(person => person.active)
  if (sender.persons.length > 0 && writers.length === 0)
    return quarantine('The address belongs to somebody who has left.')
  if (writers.length > 1 && !isProved(mail.proved_person, writers))
    return quarantine(`${writers.length} people have this address. Choose who wrote it.`)
  return null
}

/** A token of ours says to which of the people with this address we wrote. */
const isProved = (person_id: string | null, writers: FilingFacts['sender']['persons']) =>
  person_id !== null && writers.some(writer => writer.person_id === person_id)

function tooMany({ sender, recent }: FilingFacts): Decision | null {
  if (recent.from_sender < MOST_FROM_SENDER || sender.allowed) return null
  return quarantine('So much has come from this sender in the last hour that it may be a machine.')
}

/** Nothing of ours is answered, or not by somebody who may. */
export function asNew(facts: FilingFacts): Decision {
  const { mail, sender, mailbox, recent } = facts
  if (mail.automatic && !sender.allowed)
    return quarantine('It is an automatic reply, and answers nothing that we know.')
  const mentions = facts.threads[0]?.by === 'reference' ? facts.threads[0].case_id : null
  const writer = writerOf(facts)
  if (writer) {
    const { person_id, organisation_id } = writer
    return { does: 'log', organisation_id, person_id, mentions }
  }
  if (mailbox.unknown_sender === 'quarantine') return quarantine('The sender is not known here.')
  if (mailbox.unknown_sender === 'answer') return turnedAway(facts)
  const [organisation_id, ...others] = mailbox.serves
  if (!organisation_id || others.length > 0)
    return quarantine('The sender is not known in any of the organisations this mailbox serves.')
  if (recent.new_people >= MOST_NEW_PEOPLE && !sender.allowed)
    return quarantine('So many unknown people have written in the last hour that it may be a machine.')
  return { does: 'log', organisation_id, person_id: null, mentions }
}

/** Only the one who is known to have written. */
export function writerOf({ sender, mail }: FilingFacts) {
  const writers = sender.persons.filter(person => person.active)
  return writers.find(writer => writer.person_id === mail.proved_person) ?? writers[0]
}

function turnedAway({ mail }: FilingFacts): Decision {
  const reason = 'The sender is not known here.'
  return mail.may_answer ? { does: 'turnAway', reason } : quarantine(reason)
}
