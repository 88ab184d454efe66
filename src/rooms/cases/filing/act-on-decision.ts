import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Outcome } from '#rooms/channels/index.ts'
import { findPerson, nameFrom } from '#rooms/people/index.ts'
import { type AddMail, addForStaff, addReply } from './add-mail.actions.ts'
import { type Filing, isAutomatic, mayAnswer } from './filing-facts.queries.ts'
import type { Decision } from './filing-facts.rules.ts'
import { logMail } from './log-mail.actions.ts'
import { noteReport } from './note-report.actions.ts'
import type { KeptFiles } from './source.actions.ts'
import { turnAway } from './turn-away.actions.ts'

export interface Acted {
  readonly outcome: Outcome
  readonly reason: string | null
  readonly theCase?: { readonly id: string; readonly organisation_id: string; readonly reference: string }
}

interface ToDo {
  readonly decision: Decision
  readonly filing: Filing
  readonly files: KeptFiles
}

/** Does what was decided, in the transaction that says what became of the message. */
export async function act(tx: Write, service: Author, { decision, filing, files }: ToDo, now: Date): Promise<Acted> {
  const acknowledged = filing.mailbox.acknowledges && mayAnswer(filing)
  const how = { filing, files, automatic: isAutomatic(filing), may_answer: acknowledged }
  switch (decision.does) {
    case 'ignore':
      return { outcome: 'ignored', reason: decision.reason }
    case 'turnAway':
      return turnAway(tx, filing, now)
    case 'quarantine':
      return { outcome: 'quarantined', reason: decision.reason }
    case 'log': {
      const { organisation_id } = decision
      const logged = await logMail(tx, service, { ...how, ...decision }, now)
      return { outcome: 'caseLogged', reason: null, theCase: { ...logged, organisation_id } }
    }
    case 'follow': {
      const { organisation_id, case_id, reference } = decision.thread
      const { person_id } = decision
      const logged = await logMail(tx, service, { ...how, organisation_id, person_id, follows: case_id }, now)
      const reason = `It answers ${reference}, which was closed too long ago to be reopened.`
      return { outcome: 'caseLogged', reason, theCase: { ...logged, organisation_id } }
    }
    case 'reply': {
      const author = await authorOf(tx, decision.person_id, filing)
      const { reference } = decision.thread
      const theCase = await addReply(tx, author, { ...how, reference, quiet: decision.quiet }, now)
      return { outcome: 'replyAdded', reason: null, theCase }
    }
    case 'hold': {
      const { why, person_id, thread, from_staff } = decision
      const held = { ...how, standing: 'held', why, person_id, from_staff, reference: thread.reference } as const
      return { outcome: 'replyAdded', reason: why, theCase: await addForStaff(tx, service, held, now) }
    }
    case 'report':
      await noteReport(tx, service, { filing, sent_id: decision.sent_id }, now)
      return decision.thread
        ? addReport(tx, service, { ...how, reference: decision.thread.reference }, now)
        : OF_NO_CASE
  }
}

const OF_NO_CASE: Acted = { outcome: 'ignored', reason: 'It reports on a message of ours that belongs to no case.' }

/** Why a message that a mail server wrote is on a case. */
export const REPORTS = 'A report on the delivery of one of our messages.'

async function addReport(tx: Write, service: Author, how: AddMail, now: Date): Promise<Acted> {
  const why = REPORTS
  const report = { ...how, standing: 'machine', why, person_id: null } as const
  return { outcome: 'replyAdded', reason: why, theCase: await addForStaff(tx, service, report, now) }
}

/** Somebody accepted on the case who is no person of ours is called as their address says. */
async function authorOf(tx: Write, person_id: string | null, { mail }: Filing): Promise<Author> {
  const person = person_id ? await findPerson(tx, person_id) : undefined
  if (person) return { person_id: person.id, name: person.name }
  return { person_id: undefined, name: nameFrom(mail.from?.name ?? null, mail.from?.address ?? '') }
}
