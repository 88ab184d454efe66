import type pg from 'pg'
import { log } from '#platform/log.ts'
import { beAlive, endCatchingUp, lookAtInstallation } from './installation.ts'

const LOOK_MS = 15_000
/** Timers are set every quarter of a minute: after twice that, what was due when it began is under way. */
const SETTLE_MS = 30_000

export interface Working {
  close(): Promise<void>
}

/**
 * Lets a worker work while the database is the one it was: not on a restored backup, until an operator has said so, and then at once.
 * Looks when it starts, and every quarter of a minute.
 */
export async function keepWorking<Work extends Working>(
  owner: pg.Pool,
  begin: () => Promise<Work>,
): Promise<{ working(): Work | undefined; close(): Promise<void> }> {
  let work: Work | undefined
  let began = 0
  const look = async () => {
    const now = new Date()
    const { restored_at, catching_up_since } = await lookAtInstallation(owner, now)
    if (restored_at) {
      if (work) log.error({ restored_at }, 'the database was replaced by a backup while the worker ran: it stops')
      else
        log.warn(
          { restored_at },
          'this database was restored from a backup: nothing is sent or run. See moothall restored',
        )
      await work?.close()
      work = undefined
      return
    }
    await beAlive(owner, now)
    if (!work) {
      began = now.getTime()
      work = await begin()
    }
    if (catching_up_since && now.getTime() - began > SETTLE_MS && (await endCatchingUp(owner, now)))
      log.info({ since: catching_up_since }, 'what was due since the backup is done')
  }
  await look()
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look()
      .catch(error => log.warn({ error: error.message }, 'which database this is could not be looked at'))
      .finally(() => {
        looking = undefined
      })
  }, LOOK_MS)
  return {
    working: () => work,
    async close() {
      clearInterval(timer)
      await looking
      await work?.close()
    },
  }
}
