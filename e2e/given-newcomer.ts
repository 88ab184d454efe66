/** An organisation that is being taken on, by Farah of the shared service. */
import pg from 'pg'
import { newId } from '../src/platform/database/id.ts'
import { write } from '../src/platform/database/transaction.ts'
import { takeOn } from '../src/rooms/people/onboarding/onboarding.actions.ts'
import type { Stage } from './harness.ts'

export async function givenNewcomer({ running, ownerUrl }: Stage): Promise<string> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>(`select id from people.persons where name = 'Farah Aziz'`)
  await owner.end()
  const id = newId()
  const farah = { person_id: rows[0]!.id, name: 'Farah Aziz' }
  const newcomer = { id, name: 'Saltmarsh Housing Trust', short_name: 'Saltmarsh', kind: 'customer' } as const
  await write(running.db, { person_id: undefined, organisations: [id] }, tx =>
    takeOn(tx, farah, { ...newcomer, accent: 'plum', zone: 'Europe/London' }, new Date()),
  )
  return id
}
