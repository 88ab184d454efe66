import { z } from 'zod'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { defineEvent } from '#platform/events/event.ts'
import { type Author, record } from '#platform/events/record.ts'

/** Somebody is known from now on. They `start` when the directory or a file of people says so, not when they only ask for something. */
export const personAdded = defineEvent(
  'person.added',
  'staff',
  z.object({ name: z.string(), starts: z.boolean().optional() }),
)

export interface AddPerson {
  readonly organisation_id: string
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly job_title?: string | undefined
  readonly department?: string | undefined
  readonly location?: string | undefined
  readonly assistance?: string | undefined
  readonly contact_by?: string | undefined
  /** They start work, by a directory or a file of people. */
  readonly starts?: boolean | undefined
}

/** Adds somebody who may ask for help. Raises `platform.already-exists` when the organisation has somebody with that address. */
export async function addPerson(tx: Write, author: Author, command: AddPerson, now: Date): Promise<{ id: string }> {
  const id = newId()
  const { organisation_id, name, starts } = command
  await tx
    .insertInto('people.persons')
    .values({
      ...{ id, organisation_id, name, email: command.email ?? null, phone: command.phone ?? null },
      ...{
        job_title: command.job_title ?? null,
        department: command.department ?? null,
        location: command.location ?? null,
      },
      ...{ assistance: command.assistance ?? null, contact_by: command.contact_by ?? null },
    })
    .execute()
  await tx.insertInto('people.role_assignments').values({ person_id: id, organisation_id, role: 'requester' }).execute()
  await record(tx, author, personAdded, { id, organisation_id }, { name, ...(starts && { starts }) }, now)
  return { id }
}
