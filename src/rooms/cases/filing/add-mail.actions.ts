import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { nameFrom } from '#rooms/people/index.ts'
import { attachFiles } from '../attaching/attach-files.actions.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { resumeLocked } from '../clocks/hold-case.actions.ts'
import { retime } from '../clocks/retime.actions.ts'
import { reopenLocked } from '../closing/reopen-case.actions.ts'
import { lastMessage, say } from '../replying/reply.actions.ts'
import { touched } from '../touch.ts'
import type { Filing } from './filing-facts.queries.ts'
import { bodyOf } from './mail-text.rules.ts'
import { addSource, type Filed, type KeptFiles } from './source.actions.ts'

export interface AddMail {
  readonly filing: Filing
  readonly files: KeptFiles
  readonly reference: string
  readonly automatic: boolean
  readonly may_answer: boolean
}

/**
 * An answer by e-mail from the requester, or from somebody who may answer with them. As on the portal: whoever has the case sees it, a
 * clock waiting for them goes on, a case that was done is reopened. A quiet one is added, and nothing follows (clock semantics 10).
 */
export async function addReply(
  tx: Write,
  author: Author,
  command: AddMail & { quiet: boolean },
  now: Date,
): Promise<Case> {
  const { filing, files, quiet, automatic, may_answer } = command
  const theCase = await lockCase(tx, command.reference)
  const done = theCase.state === 'resolved' || theCase.state === 'closed'
  if (done && !quiet) await reopenLocked(tx, author, theCase, 'the requester wrote again', now)
  const body = bodyOf(filing.mail, files.file_ids.length)
  const said = { reference: theCase.reference, body, channel: 'email', kind: 'reply', side: 'requester' } as const
  const message_id = await say(tx, author, theCase, said, now)
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...(!automatic && { ...lastMessage(body, 'requester', now), unread: true }) })
    .where('id', '=', theCase.id)
    .execute()
  if (!quiet && theCase.state === 'on_hold' && theCase.hold_reason === 'requester')
    await resumeLocked(tx, author, theCase, 'the requester answered', now)
  const filed = { standing: 'trusted', person_id: author.person_id ?? null, may_answer, automatic } as const
  await hang(tx, author, theCase, { message_id, filed, filing, files, shown_to: 'everyone' }, now)
  // Now that it is known who or what wrote it.
  await retime(tx, theCase, now)
  return theCase
}

export interface AddForStaff extends AddMail {
  readonly standing: 'held' | 'machine'
  readonly why: string
  readonly person_id: string | null
  readonly from_staff?: boolean
}

/**
 * For staff only, whatever the case's state, which it does not change: a delivery report, or the words of somebody who is not on the
 * case. It stands there as a note, so that whatever keeps notes from requesters keeps this too.
 */
export async function addForStaff(tx: Write, _: Author, command: AddForStaff, now: Date): Promise<Case> {
  const { filing, files, standing, why, person_id, from_staff, automatic } = command
  const theCase = await lockCase(tx, command.reference)
  const body = bodyOf(filing.mail, files.file_ids.length)
  const author = { person_id: undefined, name: senderInWords(filing) }
  const said = { reference: theCase.reference, body, channel: 'email', kind: 'note', side: 'staff' } as const
  const message_id = await say(tx, author, theCase, said, now)
  const unread = standing === 'held' && theCase.assignee_id !== null
  await tx
    .updateTable('cases.cases')
    .set(eb => ({ ...touched(now), unread: unread ? true : eb.ref('unread') }))
    .where('id', '=', theCase.id)
    .execute()
  const filed = { standing, why, person_id, from_staff, may_answer: false, automatic }
  await hang(tx, author, theCase, { message_id, filed, filing, files, shown_to: 'staff' }, now)
  return theCase
}

/** By the address alone: the name is whatever the sender likes, and may be an analyst's (abuse case 1). */
function senderInWords({ mail }: Filing): string {
  const address = mail.from?.address
  return address ? `${nameFrom(address.replaceAll('@', ' at '), address)} (by e-mail)` : 'A mail server'
}

interface Hung {
  readonly message_id: string
  readonly filed: Omit<Filed, 'message_id' | 'case_id' | 'organisation_id'>
  readonly filing: Filing
  readonly files: KeptFiles
  readonly shown_to: 'everyone' | 'staff'
}

/** What belongs to a message: where it came from, and its files. */
export async function hang(
  tx: Write,
  author: Author,
  theCase: { id: string; organisation_id: string },
  { message_id, filed, filing, files, shown_to }: Hung,
  now: Date,
): Promise<void> {
  const { id: case_id, organisation_id } = theCase
  await addSource(tx, { ...filed, message_id, case_id, organisation_id }, filing, files, now)
  const attach = { message_id, file_ids: files.file_ids, shown_to, by_mail: true } as const
  await attachFiles(tx, author, theCase, attach, now)
}
