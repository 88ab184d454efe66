/*
 * From the outbox to jobs: each event becomes one job per listener, so that each is tried again alone. Taking from the outbox and
 * making the jobs is one transaction: at least once, and never forgotten. Several workers may deliver at once; they skip what
 * another has in hand. A nudge wakes the deliverer; a slow tick catches whatever a lost nudge would have left.
 */
import type pg from 'pg'
import type { Listener } from '#platform/jobs/define.ts'
import { keepGoing } from '#platform/jobs/keep-going.ts'
import type { Hub } from '#platform/live/hub.ts'
import type { EventKind } from './event.ts'

export interface Subscription {
  readonly event: EventKind
  readonly name: string
  readonly listener: Listener
}

/** One line of the page of listeners: on this event, under this name, run this. */
export const on = <Payload>(event: EventKind<Payload>, name: string, listener: Listener<Payload>): Subscription => ({
  event,
  name,
  // The payload was parsed with this event's own schema before the listener is called.
  listener: listener as Listener,
})

const TAKE = `
  with taken as (
    delete from platform.outbox where event_id in
      (select event_id from platform.outbox order by event_id limit 500 for update skip locked)
    returning event_id)
  select e.id as event_id, e.name, e.organisation_id, e.subject_id, e.actor_id, e.happened_at, e.payload
  from taken join platform.events e on e.id = taken.event_id order by e.id`

const ADD = `
  select count(*) from graphile_worker.add_jobs(array(
    select (row(t.identifier, t.payload, null, null, null, null, null, null)::graphile_worker.job_spec)
    from json_to_recordset($1) as t(identifier text, payload json)))`

/** Delivers what is in the outbox now; returns how many events. */
export async function deliverOnce(owner: pg.Pool, subscriptions: readonly Subscription[]): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(TAKE)
    const jobs = rows.flatMap(event =>
      subscriptions
        .filter(subscription => subscription.event.name === event.name)
        .map(subscription => ({ identifier: `on.${subscription.name}`, payload: event })),
    )
    if (jobs.length > 0) await client.query(ADD, [JSON.stringify(jobs)])
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Delivers until closed: on every nudge, and at least once a second. */
export function startDelivery(
  owner: pg.Pool,
  hub: Hub,
  subscriptions: readonly Subscription[],
): { close(): Promise<void> } {
  const delivery = keepGoing(() => deliverOnce(owner, subscriptions), 'delivery failed and will be tried again')
  const unlisten = hub.listen(delivery.ask)
  return {
    async close() {
      unlisten()
      await delivery.close()
    },
  }
}
