import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { type Attachment, listAttachments } from '../attaching/attachment.queries.ts'
import { type Case, getCase, listMessages, type Message } from '../case.queries.ts'
import { caseProblems } from '../problems.ts'

export interface ToForward {
  readonly theCase: Case
  readonly message: Message
  /** Its files, any of which can be passed on. */
  readonly files: readonly Attachment[]
}

/**
 * A message that can be passed on: one that its requester may read. A note is not among them, nor what nobody has accepted yet (abuse
 * case 24). Raises `cases.not-found`, `cases.message-elsewhere`.
 */
export async function getToForward(tx: Read, reference: string, message_id: string): Promise<ToForward> {
  const theCase = await getCase(tx, reference)
  const messages = isId(message_id) ? await listMessages(tx, theCase.id, 'requester') : []
  const message = messages.find(({ id }) => id === message_id) ?? caseProblems.raise('message-elsewhere')
  const files = await listAttachments(tx, theCase.id, 'requester')
  return { theCase, message, files: files.filter(file => file.message_id === message.id) }
}
