import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { type Actor, organisationsFor } from '#platform/http/actor.ts'
import { type Desk, getDesk } from './desk.queries.ts'

// Every page shows the menu, so it must cost next to nothing: it is looked up at most once in this time for each person.
const FRESH_MS = 5000
const MOST = 2000

interface Kept {
  at: number
  desk: Promise<Desk>
}
const kept = new Map<string, Kept>()

/** A person's desk as it was a few seconds ago. A stale one is given at once and looked up again behind it; only the first waits. */
export function recallDesk(db: Db, actor: Actor): Promise<Desk> {
  const known = kept.get(actor.key)
  if (known && Date.now() - known.at < FRESH_MS) return known.desk
  const who = { person_id: actor.person_id, organisations: organisationsFor(actor, 'cases.read') }
  const desk = read(db, who, tx => getDesk(tx, actor.person_id))
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
