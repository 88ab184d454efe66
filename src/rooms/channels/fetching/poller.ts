import type { Db } from '#platform/database/connect.ts'
import { log } from '#platform/log.ts'
import { now } from '#platform/time/now.ts'
import { takeDue } from './fetch.queries.ts'
import { fetchMailbox, HOLD_MS } from './fetch-mailbox.ts'

const TICK_MS = 5000
/** Mailboxes looked into at once by one worker. A slow server holds up none but its own. */
const AT_ONCE = 4

/** Fetches every mailbox that is due, until closed. Several workers share the mailboxes: each is looked into by one at a time. */
export function startFetching(db: Db): { close(): Promise<void> } {
  let closed = false
  const running = new Set<Promise<void>>()
  const look = async () => {
    while (!closed && running.size < AT_ONCE) {
      const due = await takeDue(db, now(), new Date(now().getTime() + HOLD_MS))
      if (!due) return
      const one: Promise<void> = fetchMailbox(db, due, now)
        .catch(error => log.warn({ error: error.message }, 'fetching failed and will be tried again'))
        .finally(() => running.delete(one))
      running.add(one)
    }
  }
  const tick = () =>
    look().catch(error => log.warn({ error: error.message }, 'fetching failed and will be tried again'))
  const timer = setInterval(tick, TICK_MS)
  return {
    async close() {
      closed = true
      clearInterval(timer)
      await Promise.race([Promise.all(running), new Promise(resolve => setTimeout(resolve, 3000).unref())])
    },
  }
}
