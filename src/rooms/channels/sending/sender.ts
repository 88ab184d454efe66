/*
 * Sends what is due. A worker takes messages under a lease, hands each over, and writes down how that ended. It may be killed at any
 * moment: see hand-over.ts and docs/decisions/0018.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { write } from '#platform/database/transaction.ts'
import { keepGoing } from '#platform/jobs/keep-going.ts'
import type { Hub } from '#platform/live/hub.ts'
import { nudge } from '#platform/live/nudge.ts'
import { log } from '#platform/log.ts'
import { openConnections } from './connections.ts'
import { deliver } from './deliver-message.ts'
import { openInHand } from './in-hand.ts'
import { listAbandoned, takeBackUnsent } from './marks.ts'
import { SENDING } from './send.actions.ts'
import { settleAbandoned } from './settle-attempt.actions.ts'
import { type Lane, lengthen, letGo, takeDue } from './take.ts'
import type { Taken } from './taken.ts'

const SERVICE = { person_id: undefined, name: 'Moothall' }
const LENGTHEN_MS = 20_000
const LOOK_BACK_MS = 5000
const CLOSE_MS = 10_000

export interface SenderParts {
  readonly owner: pg.Pool
  readonly db: Db
  /** Only these organisations' messages: for tests, which share a database. */
  readonly only?: readonly string[] | null
}

export interface Sender {
  /** Takes what is due, as much as may be in hand, and begins sending it. Returns how many. */
  fill(now: Date, clock?: () => Date): Promise<number>
  /** Sends all that is due at this time, and waits for the end of it. Returns how many. */
  sendDue(now: Date): Promise<number>
  /** Called when something in hand is done and more may be taken. */
  whenRoom(listener: () => void): void
  /** Finishes what has begun, gives back the rest. */
  close(): Promise<void>
}

export function createSender({ owner, db, only = null }: SenderParts): Sender {
  const worker = newId()
  const connections = openConnections()
  const inHand = openInHand()
  const running = new Set<Promise<void>>()
  const signing = owner.query<{ secret: string }>(`select secret from platform.keys where name = 'mail'`)
  signing.catch(() => {})
  let closing = false
  let tellOfRoom = () => {}

  const carry = async (message: Taken, lane: Lane, now: () => Date) => {
    const room = await inHand.through(lane, async () => {
      if (closing) return void (await letGo(owner, [message.id], worker))
      const key = (await signing).rows[0]!.secret
      await deliver({ owner, db, connections, worker, key, now }, message, lane).catch(error =>
        log.error({ error: error.message, message: message.id }, 'a message could not be seen through'),
      )
    })
    const topics = ['mail', ...(message.subject_id ? [message.subject_id] : [])]
    nudge({ organisation_id: message.organisation_id, topics })
    if (room) tellOfRoom()
  }
  const fill = async (now: Date, clock = () => new Date()) => {
    const taken = await takeDue(owner, { worker, now, only }, inHand.share)
    for (const { message, lane } of taken) {
      inHand.add(lane)
      const one = carry(message, lane, clock).finally(() => running.delete(one))
      running.add(one)
    }
    return taken.length
  }
  const lengthening = setInterval(() => {
    if (running.size === 0) return
    lengthen(owner, worker, new Date()).catch(error => log.warn({ error: error.message }, 'a lease was not lengthened'))
  }, LENGTHEN_MS)
  lengthening.unref()

  return {
    fill,
    async sendDue(now) {
      let sent = 0
      for (let taken = await fill(now, () => now); taken > 0; taken = await fill(now, () => now)) {
        sent += taken
        await Promise.all(running)
      }
      return sent
    },
    whenRoom: listener => {
      tellOfRoom = listener
    },
    async close() {
      closing = true
      clearInterval(lengthening)
      await Promise.race([Promise.all(running), pause(CLOSE_MS, undefined, { ref: false })])
      connections.close()
    },
  }
}

/** Messages whose worker died: those surely unsent wait again, and the others are for a person to decide. */
export async function takeBack({ owner, db, only = null }: SenderParts, now: Date): Promise<void> {
  await takeBackUnsent(owner, now, only)
  for (const { id, organisation_id } of await listAbandoned(owner, now, only))
    await write(db, { person_id: undefined, organisations: [organisation_id] }, tx =>
      settleAbandoned(tx, SERVICE, id, now),
    )
}

/** Sends until closed: on every nudge that there is something, when there is room again, and at least once a second. */
export function startSending(parts: SenderParts & { hub: Hub }): { close(): Promise<void> } {
  const sender = createSender(parts)
  let lookedBack = 0
  const once = async () => {
    const now = new Date()
    if (now.getTime() - lookedBack > LOOK_BACK_MS) {
      lookedBack = now.getTime()
      await takeBack(parts, now)
    }
    return sender.fill(now)
  }
  const sending = keepGoing(once, 'sending failed and will be tried again')
  const unlisten = parts.hub.listen(({ topics }) => {
    if (topics.includes(SENDING) || topics.includes('*')) sending.ask()
  })
  sender.whenRoom(sending.ask)
  return {
    async close() {
      unlisten()
      await sending.close()
      await sender.close()
    },
  }
}
