import type { Write } from '#platform/database/transaction.ts'
import { storeFileIn, type Writing } from '#platform/files/store.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { Problem } from '#platform/problem.ts'
import { rawOf } from '#rooms/channels/index.ts'
import type { Filing } from './filing-facts.queries.ts'
import type { Mail } from './mail.ts'
import { readMail } from './read-mail.ts'
import { isRefusedFile } from './sender-list.rules.ts'
import type { KeptFiles } from './source.actions.ts'

export const NO_FILES: KeptFiles = { file_ids: [], inline: {}, left_out: [] }

/** A signature beside the message is kept with the raw message, and is no use by itself; one around it holds the message. */
const isForKeeping = ({ kind, type }: { kind: string; type: string }) =>
  kind !== 'signature' || type.endsWith('pkcs7-mime')

/** A picture that the message's page shows where it stands. Mail programs mark documents "inline" too: those are files. */
const isShown = ({ html }: Pick<Mail, 'html'>, { content_id, type }: { content_id: string | null; type: string }) =>
  type.startsWith('image/') && html?.includes(` data-cid="${asWritten(content_id ?? '')}"`)

// As it stands in an attribute of cleaned HTML.
const asWritten = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * Reads a message again, and keeps its files in the organisation whose case it goes to: only then is it known which that is. They
 * stream from one to the other. Nothing holds them until the message does; should that fail, the night sweeps them away.
 */
export async function keepFiles(
  context: Pick<JobContext, 'read' | 'write'>,
  organisation_id: string,
  filing: Filing,
): Promise<KeptFiles> {
  const { mail, received, mailbox } = filing
  if (!mail.attachments.some(isForKeeping)) return NO_FILES
  const file_ids: string[] = []
  const left_out: string[] = []
  const inline: Record<string, string> = {}
  const writing: Writing = work => context.write((tx: Write) => work(tx))
  await readMail(rawOf(context.read, received.id), received.envelope_from, async (file, bytes) => {
    if (!isForKeeping(file)) return
    if (isRefusedFile(mailbox.refused_files, file.name)) {
      left_out.push(file.name)
      return
    }
    const uploader = { person_id: undefined, organisation_id }
    const arriving = { name: file.name, bytes, most: received.size + 1 }
    const stored = await storeFileIn(writing, uploader, arriving).catch(infected)
    if (stored === 'infected') left_out.push(file.name)
    if (!stored || stored === 'infected') return
    file_ids.push(stored.id)
    if (file.content_id && isShown(mail, file)) inline[file.content_id] = stored.id
  })
  return { file_ids, inline, left_out }
}

/** The message is filed without a file that has a virus in it. One that could not be looked at stops the job, which comes again. */
function infected(error: unknown): 'infected' {
  if (error instanceof Problem && error.code === 'files.infected') return 'infected'
  throw error
}
