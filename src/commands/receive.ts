import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connect, type Db } from '#platform/database/connect.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { settleSite } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { fileMessage, isHeld } from '#rooms/cases/index.ts'
import { type Kept, mailboxAt, receive } from '#rooms/channels/index.ts'
import { readConfig } from '../config.ts'
import type { Command, CommandContext } from './command.ts'

const USAGE = `moothall receive --mailbox ADDRESS [--sender ADDRESS] [--file FILE]
  Takes one message from standard input, or from a FILE, as a mail server's pipe gives it; prints what became of it as one line of JSON.
  --mailbox   the address it came to: one of the mailboxes, with or without +TAG
  --sender    from whom the mail servers say it comes; otherwise $SENDER. Empty for a bounce
  Ends with 0 once the message is safely stored, 75 if it could not be and is to be tried again, 2 for other words.`

/** sysexits.h: a failure that may pass. The mail server keeps the message and tries again. */
const LATER = 75
const BAD_WORDS = 2
/** Filing is tried as often as the worker would; then the message is put to one side. */
const MOST_TRIES = 3
const NUDGE_MS = 40

export const receiveCommand: Command = {
  summary: 'take a message from a mail server’s pipe, and say what became of it',
  usage: USAGE,
  async run(context, words) {
    if (words.some(word => word === '--help' || word === '-h')) {
      context.print(`Usage: ${USAGE}`)
      return 0
    }
    const asked = readWords(words)
    if (!asked) {
      console.error(`Usage: ${USAGE}`)
      return BAD_WORDS
    }
    try {
      return await take(context, asked)
    } catch (error) {
      console.error(`The message was not stored: ${error instanceof Error ? error.message : error}`)
      return LATER
    }
  },
}

interface Asked {
  readonly mailbox: string
  readonly sender: string | null
  readonly file: string | undefined
}

function readWords(words: readonly string[]): Asked | undefined {
  try {
    const options = { mailbox: { type: 'string' }, sender: { type: 'string' }, file: { type: 'string' } } as const
    const { mailbox, sender, file } = parseArgs({ args: [...words], options }).values
    const address = mailbox?.trim().replace(/^<(.*)>$/, '$1')
    if (!address) return undefined
    return { mailbox: address, sender: envelope(sender ?? process.env.SENDER), file: file === '-' ? undefined : file }
  } catch {
    return undefined
  }
}

/** As mail servers write it: "<>" and Postfix's MAILER-DAEMON stand for nobody, from whom bounces come. */
function envelope(sender: string | undefined): string | null {
  if (sender === undefined) return null
  const bare = sender.trim().replace(/^<(.*)>$/, '$1')
  return bare.toUpperCase() === 'MAILER-DAEMON' ? '' : bare
}

async function take(context: CommandContext, asked: Asked): Promise<number> {
  const { PUBLIC_URL, PROXIES, PORT } = readConfig({ ...process.env, DATABASE_URL: context.databaseUrl })
  settleSite({ url: PUBLIC_URL, proxies: PROXIES, port: PORT })
  const db = connect(context.appDatabaseUrl, { max: 2 })
  sendNudgesThrough(db.pool)
  try {
    const mailbox = await mailboxAt(db, asked.mailbox)
    if (!mailbox) {
      // Kept by the mail server: somebody is about to set the mailbox up, or to mend its name there.
      console.error(`There is no mailbox ${asked.mailbox}, or it is switched off.`)
      return LATER
    }
    const came_by = asked.file ? 'file' : 'pipe'
    const bytes: Readable = asked.file ? createReadStream(asked.file) : process.stdin
    const envelopes = { envelope_from: asked.sender, envelope_to: asked.mailbox.trim() }
    const kept = await receive(db, { mailbox, came_by, ...envelopes, bytes }, now())
    context.print(JSON.stringify(await became(db, kept)))
    // Open pages are told a few milliseconds after the fact.
    await pause(NUDGE_MS)
    return 0
  } finally {
    sendNudgesThrough(undefined)
    await db.close()
  }
}

/** Files the message now, so that its outcome can be said. The worker, told of it too, then finds nothing to do. */
async function became(db: Db, { id, organisation_id, duplicate }: Kept) {
  let fault: unknown
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      const became = await fileMessage(contextFor(db, organisation_id, now()), id)
      const { reference, reason } = became
      if (duplicate) return { outcome: 'duplicate', reference, reason: 'The same message came before.', id }
      // Nobody said that its sender may add to the case: it waits there for staff, as in quarantine.
      return { outcome: isHeld(became) ? 'quarantined' : became.outcome, reference, reason, id }
    } catch (error) {
      fault = error
    }
  }
  // It is safe, and that is what the mail server asks. The worker goes on trying, and the message can be seen meanwhile.
  const why = fault instanceof Error ? fault.message : String(fault)
  return { outcome: 'quarantined', reference: null, reason: `It is stored, and not filed yet: ${why}`, id }
}
