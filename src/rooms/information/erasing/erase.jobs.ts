import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { writeAsOwner } from '#platform/database/as-owner.ts'
import { record } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { knowSomebody } from '../about/about-person.queries.ts'
import { erasureRefused, personErased } from '../events.ts'
import { ERASE_JOB } from './erase-job.ts'
import { getErasure } from './erasure.queries.ts'
import { listHolds } from './holds.queries.ts'
import { takeOutOfEvents } from './take-out-of-events.ts'
import { takeOutOfRows } from './take-out-of-rows.ts'

const told = z.object({ payload: ERASE_JOB.payload })

/**
 * Takes somebody out everywhere, in one transaction: all of it or nothing. Runs as the owner, since the application may change
 * neither messages nor the record. A hold that came meanwhile stops it.
 */
export async function eraseAsked(owner: pg.Pool, held: Held, job: unknown, now: Date): Promise<void> {
  const { erasure_id } = told.parse(job).payload
  await writeAsOwner(owner, async tx => {
    await sql`select from information.erasures where id = ${erasure_id} for update`.execute(tx)
    const erasure = await getErasure(tx, erasure_id)
    if (erasure.state !== 'confirmed') return
    const { person_id, organisation_id, pseudonym } = erasure
    const settle = (set: { state: string; done_at?: Date; changed?: string }) =>
      tx.updateTable('information.erasures').set(set).where('id', '=', erasure_id).execute()
    const author = { person_id: erasure.confirmed_by ?? undefined, name: 'Moothall' }
    const subject = { id: person_id, organisation_id }
    const somebody = await knowSomebody(tx, held, person_id)
    const holds = await listHolds(tx, [organisation_id, person_id, ...somebody.cases])
    if (holds.length > 0) {
      await settle({ state: 'refused' })
      return record(tx, author, erasureRefused, subject, { erasure_id, hold_id: holds[0]!.id }, now)
    }
    const changed = await takeOutOfRows(tx, { held, somebody, pseudonym })
    const events = await takeOutOfEvents(tx, author, { held, somebody, pseudonym, erasure_id }, now)
    await tx
      .deleteFrom('information.archive_pieces')
      .where('archive_id', 'in', tx.selectFrom('information.archives').select('id').where('person_id', '=', person_id))
      .execute()
    await settle({ state: 'done', done_at: now, changed: JSON.stringify({ ...changed, 'platform.events': events }) })
    await record(tx, author, personErased, subject, { erasure_id, pseudonym, events }, now)
  })
}
