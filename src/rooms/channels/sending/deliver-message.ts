import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { log } from '#platform/log.ts'
import { type Composed, compose, overTheWire, type Sender } from './compose.ts'
import type { Connections } from './connections.ts'
import { type HandedOver, handOver, NotOurs } from './hand-over.ts'
import { markHandingOver, recordAttempt } from './marks.ts'
import { GIVEN_UP, nextTry, outcomeOf, troubleOf, UNCERTAIN } from './outcome.rules.ts'
import { outgoing } from './outgoing.ts'
import { noteRefusals, settleAttempt } from './settle-attempt.actions.ts'
import type { Lane } from './take.ts'
import type { Taken } from './taken.ts'
import { serverFor } from './where.ts'

export interface Means {
  readonly owner: pg.Pool
  readonly db: Db
  readonly connections: Connections
  readonly worker: string
  /** Signs our tokens. */
  readonly key: string
  readonly now: () => Date
}

const SERVICE = { person_id: undefined, name: 'Moothall' }
const GONE = 'One of its files is no longer there.'
const NO_SENDER = 'No mailbox sends for this organisation. Choose one that sends by default, under Mailboxes.'

class CannotBeMade extends Error {}

/** Sends one message that this worker has in hand, and writes down how that ended. */
export async function deliver(means: Means, message: Taken, lane: Lane): Promise<void> {
  const { owner, db, connections, worker, key, now } = means
  const started_at = now()
  const where = serverFor(lane.mailbox)
  const from = lane.mailbox?.address ?? outgoing().from
  const attempt = { message, started_at, server: where === 'sink' || 'trouble' in where ? 'sink' : where.host }
  if (where !== 'sink' && 'trouble' in where) return later(means, attempt, null, where.trouble)
  if (from === undefined && where !== 'sink') return refused(means, attempt, null, NO_SENDER)
  const sender: Sender = {
    mailbox: lane.mailbox ?? undefined,
    from: from ?? `desk@${message.message_id.split('@')[1]}`,
    key,
  }
  const composed = async () => (await compose(db, message, sender)) ?? Promise.reject(new CannotBeMade())
  try {
    const ended =
      where === 'sink'
        ? await keepHere(await composed())
        : await handOver(connections, where, composed, () => markHandingOver(owner, message.id, worker, now()))
    await settle(means, attempt, ended)
  } catch (error) {
    if (error instanceof NotOurs) return
    if (error instanceof CannotBeMade) return refused(means, attempt, null, GONE)
    log.error({ error: (error as Error).message, message: message.id }, 'a message could not be put together')
    await later(means, attempt, null, 'The message could not be put together.')
  }
}

interface Trying {
  readonly message: Taken
  readonly started_at: Date
  readonly server: string
}

const STAYED = 'No mail server is set up: it stayed here.'

/** Where there is no mail server the message is put together all the same, so that what cannot be sent shows. */
async function keepHere({ stream, envelope }: Composed): Promise<HandedOver> {
  stream.resume()
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject))
  return { accepted: envelope.to, refused: [], answer: STAYED, code: 250, stage: 'message', handed: true }
}

async function settle(means: Means, attempt: Trying, ended: HandedOver): Promise<void> {
  const outcome = outcomeOf(ended)
  if (outcome === 'refused') return refused(means, attempt, ended, troubleOf(ended))
  if (outcome === 'later') return later(means, attempt, ended, troubleOf(ended))
  if (outcome === 'uncertain') return unlucky(means, attempt, 'uncertain', 'uncertain', null, UNCERTAIN)
  const put = ended.refused.filter(({ code }) => code < 500)
  // Some recipients' server asked for patience: the message goes to those again, and to nobody who has it.
  const more =
    put.length > 0 ? nextTry(attempt.message.attempts, attempt.message.first_tried_at, means.now()) : undefined
  const gone = ended.refused.filter(({ code }) => code >= 500 || more === undefined)
  await insist(() =>
    recordAttempt(
      means.owner,
      attempt.message,
      means.worker,
      {
        ...{ ...attempt, answer: ended.answer, outcome: 'sent', state: more ? 'waiting' : 'sent' },
        ...{ delivered_to: ended.accepted.map(overTheWire), ...(more && { send_after: more }) },
        trouble: gone.length > 0 ? `Not delivered to ${gone.map(({ address }) => address).join(', ')}.` : undefined,
      },
      means.now(),
    ),
  )
  await tellRefusals(means, attempt.message, gone)
}

const tellRefusals = (means: Means, { id, organisation_id }: Taken, refused: HandedOver['refused']) =>
  refused.length === 0
    ? undefined
    : write(means.db, { person_id: undefined, organisations: [organisation_id] }, tx =>
        noteRefusals(tx, SERVICE, { id, organisation_id, refused }, means.now()),
      )

async function later(means: Means, attempt: Trying, ended: HandedOver | null, trouble: string): Promise<void> {
  const { message } = attempt
  const answer = ended?.answer ?? null
  const send_after = nextTry(message.attempts, message.first_tried_at, means.now())
  if (!send_after) return unlucky(means, attempt, 'failed', 'later', answer, `${trouble} ${GIVEN_UP}`)
  const how = { ...attempt, answer, outcome: 'later', state: 'waiting', send_after, trouble, delivered_to: [] } as const
  await insist(() => recordAttempt(means.owner, message, means.worker, how, means.now()))
}

async function refused(means: Means, attempt: Trying, ended: HandedOver | null, trouble: string): Promise<void> {
  await unlucky(means, attempt, 'failed', 'refused', ended?.answer ?? null, trouble, ended?.refused)
}

async function unlucky(
  means: Means,
  { message, started_at, server }: Trying,
  state: 'failed' | 'uncertain',
  outcome: 'refused' | 'uncertain' | 'later',
  answer: string | null,
  trouble: string,
  refusals: HandedOver['refused'] = [],
): Promise<void> {
  const command = {
    id: message.id,
    worker: means.worker,
    state,
    outcome,
    answer,
    trouble,
    started_at,
    server,
    refusals,
  }
  await insist(() =>
    write(means.db, { person_id: undefined, organisations: [message.organisation_id] }, tx =>
      settleAttempt(tx, SERVICE, command, means.now()),
    ),
  )
}

const TRIES = 20

/** What became of a message is written down although the database is away for a moment: otherwise nobody would know. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES) throw error
      await pause(Math.min(tries * 200, 2000))
    }
  }
}
