/*
 * A received message becomes a case, a part of one, or is put to one side. It is read as a stream outside any transaction; then one
 * transaction decides, acts, and says what became of it, so that a message filed twice is filed once, and one that fails is not
 * half filed.
 */
import type { Write } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { Problem } from '#platform/problem.ts'
import {
  getMailboxRules,
  getReceived,
  lockReceived,
  noteAttempt,
  noteRead,
  type Outcome,
  type Received,
  rawOf,
  settleReceived,
} from '#rooms/channels/index.ts'
import { findLeft, listParted } from '#rooms/people/index.ts'
import { type Acted, act, REPORTS } from './act-on-decision.ts'
import { answerForLeft } from './answer-for-left.ts'
import { decide } from './filing.rules.ts'
import { type Filing, gatherFacts } from './filing-facts.queries.ts'
import type { Decision } from './filing-facts.rules.ts'
import { keepFiles, NO_FILES } from './keep-files.ts'
import { readMail } from './read-mail.ts'
import type { KeptFiles } from './source.actions.ts'

/** What became of a message. */
export interface Became {
  readonly outcome: Outcome
  readonly reason: string | null
  readonly reference: string | null
}

/** Whether a message that nobody filed by hand lies on its case for staff alone, until one of them says what becomes of it. */
export const isHeld = ({ outcome, reason }: Became): boolean =>
  outcome === 'replyAdded' && reason !== null && reason !== REPORTS

/** After so many failures a person looks. */
const MOST_ATTEMPTS = 3

/** Listens to `message.received`. */
export async function fileReceived(context: JobContext, event: Happened): Promise<void> {
  await fileMessage(context, event.subject_id)
}

/** Files a received message, once: asked again, it says what became of it. Whatever cannot be filed is put to one side, with why. */
export async function fileMessage(context: JobContext, received_id: string): Promise<Became> {
  const received = await context.read(tx => getReceived(tx, received_id))
  if (received.state !== 'received') return becameOf(received)
  try {
    return await file(context, received)
  } catch (error) {
    return putAside(context, received, error)
  }
}

async function file(context: JobContext, received: Received): Promise<Became> {
  const mailbox = await context.read(tx => getMailboxRules(tx, received.mailbox_id))
  // The mailbox itself says whom it serves: only its own organisation may set that (channels.mailbox_organisations).
  const served = [mailbox.organisation_id, ...mailbox.serves]
  // A letter of before a split may be answered after it, to either side's mailbox.
  const parted = await context.read(tx => listParted(tx, mailbox.organisation_id))
  const wide = context.together([...served, ...parted])
  const filing = {
    received,
    mailbox,
    parted,
    mail: await readMail(rawOf(context.read, received.id), received.envelope_from),
  }
  const files = await filesFor(wide, filing)
  return wide.write(tx => settle(tx, wide, filing, files))
}

interface FilesIn {
  readonly organisation_id: string | null
  readonly files: KeptFiles
}

/** Files go to the organisation whose case it will be; so with files it is decided once before, and again when it counts. */
async function filesFor(wide: JobContext, filing: Filing): Promise<FilesIn> {
  if (filing.mail.attachments.length === 0) return { organisation_id: null, files: NO_FILES }
  const decision = await wide.read(async tx => decide(await gatherFacts(tx, filing, wide.now)))
  const organisation_id = organisationOf(decision)
  if (!organisation_id) return { organisation_id, files: NO_FILES }
  return { organisation_id, files: await keepFiles(wide, organisation_id, filing) }
}

function organisationOf(decision: Decision): string | null {
  if ('thread' in decision) return decision.thread?.organisation_id ?? null
  return decision.does === 'log' ? decision.organisation_id : null
}

async function settle(tx: Write, wide: JobContext, filing: Filing, kept: FilesIn): Promise<Became> {
  const { service, now } = wide
  const received = await lockReceived(tx, filing.received.id)
  if (received.state !== 'received') return becameOf(received)
  const left = await findLeft(tx, filing.mailbox.organisation_id)
  if (left) {
    await noteReadOf(tx, filing)
    return say(tx, wide, received, await answerForLeft(tx, filing, left, now))
  }
  const decision = decide(await gatherFacts(tx, filing, now))
  const files = organisationOf(decision) === kept.organisation_id ? kept.files : NO_FILES
  if (files !== kept.files && kept.organisation_id !== null) throw new Error('What it answers changed meanwhile.')
  await noteReadOf(tx, filing)
  return say(tx, wide, received, await act(tx, service, { decision, filing, files }, now))
}

/** Notes beside a message what it says of itself. */
const noteReadOf = (tx: Write, { received, mail }: Filing) =>
  noteRead(tx, {
    ...{ id: received.id, from_address: mail.from?.address ?? null, from_name: mail.from?.name ?? null },
    ...{ subject: mail.subject.slice(0, 300), auto_reply: mail.auto_reply, bounce: mail.bounce !== null },
  })

async function say(tx: Write, { service, now }: JobContext, received: Received, acted: Acted): Promise<Became> {
  const { id, organisation_id } = received
  const { outcome, reason, theCase } = acted
  await settleReceived(tx, service, { id, organisation_id, outcome, reason, ...(theCase && { subject: theCase }) }, now)
  return { outcome, reason, reference: theCase?.reference ?? null }
}

/** A problem is an answer and stays one; a fault is tried again, and then a person looks. */
async function putAside(context: JobContext, received: Received, error: unknown): Promise<Became> {
  const problem = error instanceof Problem
  const attempts = problem ? MOST_ATTEMPTS : await context.write(tx => noteAttempt(tx, received.id))
  if (attempts < MOST_ATTEMPTS) throw error
  const reason = problem
    ? `It could not be filed: ${error.message}`
    : `It could not be filed, though we tried ${MOST_ATTEMPTS} times. The message is kept whole.`
  return context.write(async tx => {
    const now = await lockReceived(tx, received.id)
    if (now.state !== 'received') return becameOf(now)
    return say(tx, context, now, { outcome: 'quarantined', reason })
  })
}

const becameOf = ({ outcome, state, reason, reference }: Received): Became => ({
  // A message that is settled has an outcome; one that is not is looked at only by whoever settles it.
  outcome: (outcome ?? (state === 'ignored' ? 'ignored' : 'quarantined')) as Outcome,
  ...{ reason, reference },
})
