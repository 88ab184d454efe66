/* A message that was put to one side, filed by a person who looked at it: what they say stands, and is recorded as theirs. */
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import {
  getMailboxRules,
  getReceived,
  lockReceived,
  type Received,
  rawOf,
  settleReceived,
} from '#rooms/channels/index.ts'
import { type Case, getCase } from '../case.queries.ts'
import { caseProblems } from '../problems.ts'
import { addForStaff, addReply } from './add-mail.actions.ts'
import { type Filing, isAutomatic } from './filing-facts.queries.ts'
import { keepFiles } from './keep-files.ts'
import { logMail } from './log-mail.actions.ts'
import { readMail } from './read-mail.ts'
import type { KeptFiles } from './source.actions.ts'
import { mayAnswerOn } from './source.queries.ts'

/** What somebody says a message is. */
export type ByHand =
  | {
      readonly does: 'new_case'
      readonly organisation_id: string
      /** Null: somebody new, with the address it came from. */
      readonly person_id: string | null
    }
  | {
      readonly does: 'add'
      readonly reference: string
      /** Who wrote it, if that is known: then it is their answer if they may answer there. */
      readonly person: { readonly id: string; readonly name: string } | null
    }

type Hands = Pick<JobContext, 'read' | 'write' | 'now'>

/** A received message that nobody has filed, as it is read now. Raises `cases.already-filed`. */
export async function openReceived(hands: Pick<Hands, 'read'>, received_id: string): Promise<Filing> {
  const { received, mailbox } = await hands.read(async tx => {
    const received = await getReceived(tx, received_id)
    return { received, mailbox: await getMailboxRules(tx, received.mailbox_id) }
  })
  notFiled(received)
  return { received, mailbox, mail: await readMail(rawOf(hands.read, received_id), received.envelope_from) }
}

const notFiled = ({ state }: Received) => {
  if (state === 'filed') caseProblems.raise('already-filed')
}

/**
 * Files a message as somebody says; nobody is answered by a machine. Raises `cases.already-filed`, `cases.not-found`,
 * `cases.requester-elsewhere`.
 */
export async function fileByHand(
  hands: Hands,
  author: Author,
  filing: Filing,
  said: ByHand,
): Promise<{ reference: string }> {
  const organisation_id = await hands.read(tx => organisationOf(tx, said))
  const files = await keepFiles(hands, organisation_id, filing)
  return hands.write(async tx => {
    const received = await lockReceived(tx, filing.received.id)
    notFiled(received)
    const theCase = await act(tx, author, { filing, files, said }, hands.now)
    const outcome = said.does === 'add' ? 'replyAdded' : 'caseLogged'
    const settled = { id: received.id, organisation_id: received.organisation_id, outcome, subject: theCase } as const
    await settleReceived(tx, author, { ...settled, reason: `${author.name} filed it.` }, hands.now)
    return theCase
  })
}

const organisationOf = async (tx: Read, said: ByHand): Promise<string> =>
  said.does === 'new_case' ? said.organisation_id : (await getCase(tx, said.reference)).organisation_id

interface ToFile {
  readonly filing: Filing
  readonly files: KeptFiles
  readonly said: ByHand
}

async function act(
  tx: Write,
  author: Author,
  { filing, files, said }: ToFile,
  now: Date,
): Promise<Pick<Case, 'id' | 'organisation_id' | 'reference'>> {
  const how = { filing, files, may_answer: false, automatic: isAutomatic(filing) }
  if (said.does === 'new_case') {
    const { organisation_id, person_id } = said
    const logged = await logMail(tx, author, { ...how, organisation_id, person_id }, now)
    return { ...logged, organisation_id }
  }
  const { reference, person } = said
  if (person && (await mayAnswerOn(tx, reference, person.id))) {
    const writer = { person_id: person.id, name: person.name }
    return addReply(tx, writer, { ...how, reference, quiet: how.automatic }, now)
  }
  const why = `${author.name} added it from the mail that was put to one side.`
  const held = { ...how, standing: 'held', why, person_id: person?.id ?? null, reference } as const
  return addForStaff(tx, author, held, now)
}
