import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { type Actor, holds, organisationsFor } from '#platform/http/actor.ts'
import { countWaiting } from '#rooms/channels/index.ts'
import { countOpenDisputes } from '../disputing/dispute.queries.ts'
import { type Desk as CasesDesk, getDesk } from './desk.queries.ts'

// Every page shows the menu, so it must cost next to nothing: it is looked up at most once in this time for each person.
const FRESH_MS = 5000
const MOST = 2000

/** What the menu counts: the cases of a desk, and mail and disputes that wait for somebody to look. */
interface Desk extends CasesDesk {
  readonly mail: number
  /** Disputed pauses that wait for an answer. */
  readonly disputes: number
}

async function lookUp(db: Db, actor: Actor): Promise<Desk> {
  const under = (permission: string) => ({
    person_id: actor.person_id,
    viewer_id: actor.viewing?.viewer.person_id,
    organisations: organisationsFor(actor, permission),
  })
  const disputesUnder = holds(actor, 'cases.lead') ? 'cases.lead' : 'cases.dispute'
  const [desk, mail, disputes] = await Promise.all([
    read(db, under('cases.read'), tx => getDesk(tx, actor.person_id)),
    holds(actor, 'cases.work') ? read(db, under('cases.work'), countWaiting) : 0,
    holds(actor, disputesUnder) ? read(db, under(disputesUnder), countOpenDisputes) : 0,
  ])
  return { ...desk, mail, disputes }
}

interface Kept {
  at: number
  desk: Promise<Desk>
}
const kept = new Map<string, Kept>()

/** A person's desk as it was a few seconds ago. A stale one is given at once and looked up again behind it; only the first waits. */
export function recallDesk(db: Db, actor: Actor): Promise<Desk> {
  const known = kept.get(actor.key)
  if (known && Date.now() - known.at < FRESH_MS) return known.desk
  const desk = lookUp(db, actor)
  if (kept.size >= MOST) kept.clear()
  if (known) {
    // Whoever asks meanwhile is given the old one, and nobody asks the database twice.
    known.at = Date.now()
    desk.then(
      () => kept.set(actor.key, { at: Date.now(), desk }),
      () => kept.delete(actor.key),
    )
    return known.desk
  }
  kept.set(actor.key, { at: Date.now(), desk })
  desk.catch(() => kept.delete(actor.key))
  return desk
}

/** After this person has changed their desk, so that they see it at once. */
export const forgetDesk = (actor: Actor): void => void kept.delete(actor.key)
