import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { holdLifted, holdSet } from '../events.ts'
import { informationProblems } from '../problems.ts'

export interface SetHold {
  readonly organisation_id: string
  readonly kind: 'organisation' | 'person' | 'case'
  readonly subject_id: string
  readonly because: string
}

/** Keeps all of an organisation, a person or a case from being erased or running out, with a reason. */
export async function setHold(tx: Write, author: Author, command: SetHold, now: Date): Promise<void> {
  const { organisation_id, kind, subject_id, because } = command
  const standing = await tx
    .selectFrom('information.legal_holds')
    .select('id')
    .where('subject_id', '=', subject_id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  if (standing) informationProblems.raise('already-held')
  const set = { set_by: author.person_id ?? null, set_by_name: author.name, set_at: now }
  const hold_id = newId()
  await tx
    .insertInto('information.legal_holds')
    .values({ id: hold_id, ...command, ...set })
    .execute()
  const subject = { id: organisation_id, organisation_id }
  await record(tx, author, holdSet, subject, { hold_id, kind, subject_id, because }, now)
}

export type Held = Pick<SetHold, 'organisation_id' | 'subject_id'> & { readonly kind: string }

/** Lets what was held be erased again. */
export async function liftHold(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<Held> {
  const hold = await tx
    .updateTable('information.legal_holds')
    .set({ lifted_at: now, lifted_by: author.person_id ?? null })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning(['organisation_id', 'kind', 'subject_id'])
    .executeTakeFirst()
  if (!hold) return informationProblems.raise('hold-not-found')
  const { organisation_id, kind, subject_id } = hold
  await record(tx, author, holdLifted, { id: organisation_id, organisation_id }, { hold_id: id, kind, subject_id }, now)
  return hold
}
