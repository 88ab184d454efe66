import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { roleDated } from '../events.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { keepLastAdministrator } from '../single-sign-on/last-administrator.ts'
import type { Role } from './roles.rules.ts'
import { standing, type Term } from './term.rules.ts'

/**
 * Gives a person a role from a day on, until a day, or both; what they hold of it already gets these dates. It begins and ends by
 * itself. Raises `people.keep-your-role` for one's own administrator role, which would end.
 */
export async function giveRole(
  tx: Write,
  author: Author,
  command: { person_id: string; organisation_id: string; role: Role; term: Term },
  now: Date,
): Promise<void> {
  const { organisation_id, role, term } = command
  const person = await lockPerson(tx, command.person_id)
  const organisation = await getOrganisation(tx, organisation_id)
  const narrows = term.ends_at !== null || standing(term, now) !== 'held'
  if (person.id === author.person_id && role === 'administrator' && narrows) peopleProblems.raise('keep-your-role')
  if (role === 'administrator' && narrows) await keepLastAdministrator(tx, { person_id: person.id, organisation_id })
  const { starts_at, ends_at } = term
  await tx
    .insertInto('people.role_assignments')
    .values({ person_id: person.id, organisation_id, role, starts_at, ends_at })
    .onConflict(conflict =>
      conflict.columns(['person_id', 'organisation_id', 'role']).doUpdateSet({ starts_at, ends_at, provider_id: null }),
    )
    .execute()
  const payload = {
    ...{ organisation_id, organisation: organisation.short_name, role },
    ...{ starts_at: starts_at?.toISOString() ?? null, ends_at: ends_at?.toISOString() ?? null },
  }
  await record(tx, author, roleDated, person, payload, now)
}
