import type { Decision, FilingFacts, Thread, Writer } from './filing-facts.rules.ts'

/** In an hour. */
export const MOST_IN_THREAD = 30
/** In a day, of machines. */
const MOST_AUTOMATIC = 5
const STRENGTH = { token: 0, message: 1, reference: 2 } as const

/** Each case once, by its best reason; of equal reasons the newer case (beh-33). */
export function bestFirst(threads: readonly Thread[]): Thread[] {
  const sorted = threads.toSorted(
    (a, b) => STRENGTH[a.by] - STRENGTH[b.by] || b.logged_at.getTime() - a.logged_at.getTime(),
  )
  return sorted.filter(({ case_id }, index) => sorted.findIndex(one => one.case_id === case_id) === index)
}

/** What a message does to the case it answers; null when it answers none that its sender may add to. */
export function fromThread(facts: FilingFacts): Decision | null {
  const thread = threadOf(facts)
  if (!thread) return null
  const writer = writerOn(facts, thread)
  const standing = standingOf(facts, thread, writer)
  if (standing === 'stranger') return null
  if (thread.lately >= MOST_IN_THREAD || (facts.mail.automatic && thread.automatic_lately >= MOST_AUTOMATIC))
    return {
      does: 'quarantine',
      reason: `So much has come for ${thread.reference} lately that two machines may be answering each other.`,
    }
  const person_id = writer?.person_id ?? null
  if (standing !== 'theirs') {
    const why = whyHeld(standing, facts, thread, writer)
    return { does: 'hold', thread, person_id, why, from_staff: standing === 'staff' }
  }
  return added(facts, thread, person_id)
}

/** The best that the sender is on; otherwise the best. */
function threadOf(facts: FilingFacts): Thread | undefined {
  const theirs = facts.threads.find(thread => standingOf(facts, thread, writerOn(facts, thread)) === 'theirs')
  const best = facts.threads[0]
  return theirs && best && STRENGTH[theirs.by] === STRENGTH[best.by] ? theirs : best
}

/** Who wrote, as a person of the case's own organisation or of its desk. */
function writerOn({ sender, mail }: FilingFacts, thread: Thread): Writer | undefined {
  const writers = sender.persons.filter(person => person.active)
  return (
    writers.find(({ person_id }) => person_id === mail.proved_person) ??
    writers.find(({ person_id }) => thread.person_ids.includes(person_id)) ??
    writers.find(({ works_in }) => works_in.includes(thread.organisation_id)) ??
    writers.find(({ organisation_id }) => organisation_id === thread.organisation_id)
  )
}

type Standing = 'theirs' | 'staff' | 'colleague' | 'other' | 'stranger'

function standingOf({ sender }: FilingFacts, thread: Thread, writer: Writer | undefined): Standing {
  if (writer && thread.person_ids.includes(writer.person_id)) {
    // An analyst who follows a case does not answer as its requester does, unless it is their own (abuse case 1).
    const works = writer.works_in.includes(thread.organisation_id)
    return works && writer.person_id !== thread.requester_id ? 'staff' : 'theirs'
  }
  if (writer?.works_in.includes(thread.organisation_id)) return 'staff'
  if (sender.address && thread.addresses.includes(sender.address)) return 'theirs'
  if (writer?.organisation_id === thread.organisation_id) return 'colleague'
  // A reference can be guessed; a token or a message's identifier was seen by whoever has it (abuse cases 2 and 3).
  return thread.by === 'reference' ? 'stranger' : 'other'
}

function whyHeld(standing: Standing, { sender }: FilingFacts, thread: Thread, writer: Writer | undefined): string {
  const name = writer?.name ?? 'somebody'
  const first = name.split(' ')[0]
  if (standing === 'staff') return `Came by e-mail from ${first}’s address. Nobody has checked that it was ${first}.`
  if (sender.address && thread.outside.includes(sender.address))
    return 'From somebody this case was passed on to. The requester does not read what they write.'
  if (standing === 'colleague') return `${name} is not on this case.`
  if (thread.by === 'token' && thread.sent_to)
    return `It answers a message that we sent to ${thread.sent_to}, from another address.`
  return 'The sender is not on this case.'
}

/** From its requester or somebody with them: what an answer does on the portal, unless a machine sent it or it only says thanks. */
function added({ mail }: FilingFacts, thread: Thread, person_id: string | null): Decision {
  const quiet = mail.automatic || mail.thanks
  if (thread.too_late && !quiet && person_id) return { does: 'follow', thread, person_id }
  return { does: 'reply', thread, person_id, quiet: quiet || thread.too_late }
}
