import type pg from 'pg'
import { log } from '#platform/log.ts'

const EVERY_MS = 15_000
const AHEAD = "interval '20 seconds'"

/**
 * Keeps the clocks' timers: every fifteen seconds, a keyed job for each clock that warns or breaches in the next twenty. A worker
 * that was away makes up for what it missed at once; several workers make the same jobs, which are one each by their keys. A
 * recompute whose worker died goes on in another.
 */
export function startTimers(owner: pg.Pool): { close(): void } {
  const look = () =>
    owner
      .query(
        `select cases.set_timers(now() + ${AHEAD}), cases.set_escalation_timers(now() + ${AHEAD}), cases.resume_recomputes(now())`,
      )
      .catch(error => log.warn({ error: error.message }, 'the timers could not be set and will be next time'))
  void look()
  const timer = setInterval(look, EVERY_MS)
  return { close: () => clearInterval(timer) }
}
