import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { findCategory, findCategoryAt } from '#rooms/catalogue/index.ts'
import { addSender, learnName } from '#rooms/people/index.ts'
import { getCaseById } from '../case.queries.ts'
import { linkLocked } from '../linking/link.actions.ts'
import { type Logged, logCase } from '../logging/log-case.actions.ts'
import { hang } from './add-mail.actions.ts'
import type { Filing } from './filing-facts.queries.ts'
import { bodyOf, subjectOf } from './mail-text.rules.ts'
import type { KeptFiles } from './source.actions.ts'

export interface LogMail {
  readonly filing: Filing
  readonly files: KeptFiles
  readonly organisation_id: string
  /** Null: a person is made of the sender. */
  readonly person_id: string | null
  readonly may_answer: boolean
  readonly automatic: boolean
  /** A case it names that it was not added to. */
  readonly mentions?: string | null
  /** The case it goes on with, which was closed too long ago. */
  readonly follows?: string
}

/** Makes a case of a message, by its mailbox's rules: nothing that the message says of itself decides (beh-20). */
export async function logMail(tx: Write, service: Author, command: LogMail, now: Date): Promise<Logged> {
  const { filing, files, organisation_id, may_answer, automatic } = command
  const { mailbox, mail, received } = filing
  const requester = await requesterOf(tx, service, command, now)
  const author = { person_id: requester.id, name: requester.name }
  const logged = await logCase(
    tx,
    author,
    {
      ...{ organisation_id, requester_id: requester.id, channel: 'email', kind: mailbox.kind },
      ...{ subject: subjectOf(mail.subject), body: bodyOf(mail, files.file_ids.length) },
      ...{ team_id: mailbox.team_id ?? undefined, ...(await categoryOf(tx, filing, organisation_id)) },
      ...{ impact: levelOf(mailbox.impact), urgency: levelOf(mailbox.urgency) },
      // When it reached us: its own date is whatever its sender's clock says (beh-57).
      started_at: received.received_at,
    },
    now,
  )
  const theCase = { id: logged.id, organisation_id, reference: logged.reference }
  const filed = {
    ...({ standing: 'trusted', person_id: requester.id, new_person: command.person_id === null } as const),
    ...{ may_answer, automatic, mentions_id: command.mentions ?? null },
  }
  const hung = { message_id: logged.message_id, filed, filing, files, shown_to: 'everyone' } as const
  await hang(tx, author, theCase, hung, now)
  if (command.follows) {
    const other = await getCaseById(tx, command.follows)
    await linkLocked(tx, service, { theCase, relation: 'related_to', other }, now)
  }
  return logged
}

async function requesterOf(tx: Write, service: Author, command: LogMail, now: Date) {
  const { filing, organisation_id, person_id } = command
  const { address = '', name = null } = filing.mail.from ?? {}
  if (person_id === null) return addSender(tx, service, { organisation_id, address, name, verified_by: 'message' }, now)
  return { id: person_id, name: await learnName(tx, service, { person_id, address, name }, now) }
}

/** The mailbox's category, or for another council's case the one of that council with the same name. */
async function categoryOf(tx: Write, { mailbox }: Filing, organisation_id: string) {
  if (!mailbox.category_id) return {}
  if (mailbox.organisation_id === organisation_id) return { category_id: mailbox.category_id }
  const own = await findCategory(tx, mailbox.organisation_id, mailbox.category_id)
  const theirs = own && (await findCategoryAt(tx, organisation_id, own.path))
  return theirs ? { category_id: theirs.id } : {}
}

// Between 1 and 3 by the table.
const levelOf = (level: number | null) => (level ?? undefined) as 1 | 2 | 3 | undefined
