/** What tells a database from its copies. A part that the server does not tell is null, and is not compared. */
export interface Fingerprint {
  readonly cluster: string | null
  /** Which of the cluster's histories this is: another after a standby took over, or after going back to a point in time. */
  readonly history: string | null
  readonly database: number
  readonly table: number
}

export interface Noted {
  readonly fingerprint: Fingerprint
  /** When a worker last looked, as this database remembers it. */
  readonly alive_at: Date
}

const A_MOMENT_MS = 10 * 60_000

const differs = (a: string | number | null, b: string | number | null) => a !== null && b !== null && a !== b

/**
 * Whether this is the database that was noted; the same that lives on in its standby; or a copy from before. A standby and a return to a
 * point in time look alike but for one thing: the standby remembers that a worker was there a moment ago.
 */
export function standingOf(noted: Noted, living: Fingerprint, now: Date): 'same' | 'taken over' | 'restored' {
  const was = noted.fingerprint
  if (
    differs(was.cluster, living.cluster) ||
    differs(was.database, living.database) ||
    differs(was.table, living.table)
  )
    return 'restored'
  if (!differs(was.history, living.history)) return 'same'
  return now.getTime() - noted.alive_at.getTime() <= A_MOMENT_MS ? 'taken over' : 'restored'
}
