import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { rolesChanged } from '../events.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { keepLastAdministrator } from '../single-sign-on/last-administrator.ts'
import { ROLES, type Role } from './roles.rules.ts'

/** Gives a person exactly these roles in an organisation. Raises `people.keep-your-role` for one's own administrator role. */
export async function setRoles(
  tx: Write,
  author: Author,
  command: { person_id: string; organisation_id: string; roles: readonly Role[] },
  now: Date,
): Promise<void> {
  const { organisation_id, roles } = command
  const person = await lockPerson(tx, command.person_id)
  const organisation = await getOrganisation(tx, organisation_id)
  const held = await tx
    .selectFrom('people.role_assignments')
    .select('role')
    .where('person_id', '=', person.id)
    .where('organisation_id', '=', organisation_id)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .execute()
  // What has ended is not held: given again, it begins again.
  const had = ROLES.filter(role => held.some(row => row.role === role))
  const given = roles.filter(role => !had.includes(role))
  const taken = had.filter(role => !roles.includes(role))
  if (given.length === 0 && taken.length === 0) return
  if (person.id === author.person_id && taken.includes('administrator')) peopleProblems.raise('keep-your-role')
  if (taken.includes('administrator')) await keepLastAdministrator(tx, { person_id: person.id, organisation_id })
  if (taken.length > 0)
    await tx
      .deleteFrom('people.role_assignments')
      .where('person_id', '=', person.id)
      .where('organisation_id', '=', organisation_id)
      .where('role', 'in', taken)
      .execute()
  if (given.length > 0)
    await tx
      .insertInto('people.role_assignments')
      .values(given.map(role => ({ person_id: person.id, organisation_id, role })))
      .onConflict(conflict =>
        conflict
          .columns(['person_id', 'organisation_id', 'role'])
          .doUpdateSet({ starts_at: null, ends_at: null, provider_id: null }),
      )
      .execute()
  const payload = { organisation_id, organisation: organisation.short_name, given, taken }
  await record(tx, author, rolesChanged, person, payload, now)
}
