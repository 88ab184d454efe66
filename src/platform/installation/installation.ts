/*
 * A restored backup does nothing by itself. It is found out when the program starts, and while it runs: the database is then another
 * than was noted. Nothing is sent, no timer goes off, sessions and tokens of the backup are refused, until an operator says what it is.
 */
import type pg from 'pg'
import { type Fingerprint, standingOf } from './fingerprint.rules.ts'

interface Row {
  readonly fingerprint: Fingerprint
  readonly living: Fingerprint
  readonly alive_at: Date
  readonly restored_at: Date | null
  readonly catching_up_since: Date | null
}

const ASK = `select fingerprint, platform.living_fingerprint() as living, alive_at, restored_at, catching_up_since
  from platform.installation`

export interface Installation {
  /** Since when it is known to be a copy; null when it is the one. */
  readonly restored_at: Date | null
  /** Until when the database it was copied from lived, as far as it remembers. */
  readonly lived_until: Date
  readonly catching_up_since: Date | null
}

/** Looks which database this is, and writes down what it found. */
export async function lookAtInstallation(owner: pg.Pool, now: Date): Promise<Installation> {
  const { rows } = await owner.query<Row>(ASK)
  const row = rows[0]!
  const { alive_at: lived_until, catching_up_since } = row
  const standing = standingOf(row, row.living, now)
  if (standing === 'restored') {
    const found = await owner.query<{ restored_at: Date }>(
      'update platform.installation set restored_at = coalesce(restored_at, $1) returning restored_at',
      [now],
    )
    return { restored_at: found.rows[0]!.restored_at, lived_until, catching_up_since }
  }
  if (standing === 'taken over')
    await owner.query('update platform.installation set fingerprint = platform.living_fingerprint(), noted_at = $1', [
      now,
    ])
  return { restored_at: row.restored_at, lived_until, catching_up_since }
}

/** That a worker is here: what a standby remembers when it takes over. */
export const beAlive = (owner: pg.Pool, now: Date) =>
  owner.query('update platform.installation set alive_at = $1', [now])

/**
 * From now on this database is the one. `catching_up`: it is from before, so that what falls due at first is done and told to nobody.
 */
export async function noteInstallation(
  client: pg.ClientBase,
  { catching_up }: { catching_up: boolean },
  now: Date,
): Promise<void> {
  await client.query(
    `update platform.installation set fingerprint = platform.living_fingerprint(), noted_at = $1, alive_at = $1, restored_at = null,
       catching_up_since = case when $2 then $1::timestamptz end`,
    [now, catching_up],
  )
}

const NOTHING_DUE = `
  update platform.installation set catching_up_since = null
  where catching_up_since < $1::timestamptz - interval '15 minutes' or (
    not exists (select from platform.outbox)
    and not exists (select from graphile_worker._private_jobs j where j.run_at <= $1 and j.attempts < j.max_attempts))
  returning only_one`

/** Ends the catching up when nothing is due any more, or after a quarter of an hour. True when it has ended. */
export async function endCatchingUp(owner: pg.Pool, now: Date): Promise<boolean> {
  const { rowCount } = await owner.query(NOTHING_DUE, [now])
  return rowCount === 1
}
