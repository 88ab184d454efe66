import type pg from 'pg'
import { jobs } from '#app/jobs.ts'
import { subscriptions } from '#app/subscriptions.ts'
import { upkeepOf } from '#app/upkeep.ts'
import type { Db } from '#platform/database/connect.ts'
import { contextFor } from '#platform/jobs/run.ts'

const MOST_ROUNDS = 50

/**
 * Does one organisation's waiting work to the end: delivers its events to their listeners, then runs its jobs that are due at `now`.
 * Each in the order it came in, as the worker takes it. Other tests' work stays where it is. Raises whatever a listener or job raises.
 */
export async function workFor(owner: pg.Pool, db: Db, organisation_id: string, now: Date): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await owner.query('select cases.set_timers($1), cases.set_escalation_timers($1)', [now])
    const done = (await deliver(owner, db, organisation_id, now)) + (await runDue(owner, db, organisation_id, now))
    if (done === 0) return
  }
  throw new Error('The work never ends: some job makes itself again.')
}

async function deliver(owner: pg.Pool, db: Db, organisation_id: string, now: Date): Promise<number> {
  const { rows } = await owner.query(
    `with taken as (delete from platform.outbox o using platform.events e where e.id = o.event_id and e.organisation_id = $1
       returning e.id as event_id, e.name, e.organisation_id, e.subject_id, e.actor_id, e.happened_at, e.payload)
     select * from taken order by event_id`,
    [organisation_id],
  )
  for (const row of rows)
    for (const { event, listener } of subscriptions)
      if (event.name === row.name)
        await listener(contextFor(db, organisation_id, now), { ...row, payload: event.payload.parse(row.payload) })
  return rows.length
}

async function runDue(owner: pg.Pool, db: Db, organisation_id: string, now: Date): Promise<number> {
  const { rows } = await owner.query(
    `with taken as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and j.payload ->> 'organisation_id' = $1 and j.run_at <= $2
       returning t.identifier, j.payload, j.run_at, j.id)
     select identifier, payload from taken order by run_at, id`,
    [organisation_id, now],
  )
  const upkeep = upkeepOf(owner)
  for (const row of rows) {
    const job = jobs.find(({ name }) => name === row.identifier)
    const chore = upkeep[row.identifier]
    // A chore of the owner's uses nothing of the worker's own.
    if (chore) await chore(row.payload, undefined as never)
    if (job) await job.work(contextFor(db, organisation_id, now), job.payload.parse(row.payload.payload))
  }
  return rows.length
}
