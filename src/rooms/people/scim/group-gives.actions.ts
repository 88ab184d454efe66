/* What the directory's groups give: the same grants that signing in with the organisation's provider follows. */
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { getPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { isLastManager, mayNow } from '../roles/holders.queries.ts'
import { giveByGroups } from '../single-sign-on/groups.actions.ts'
import { type Grant, listGrants, listProviders, type Provider } from '../single-sign-on/provider.queries.ts'
import { directoryGroupsOf, namesOfGroups } from './group.queries.ts'

interface Command {
  readonly organisation_id: string
  readonly person_ids: readonly string[]
  /** What the groups in question are and were called: their names and the directory's identifiers. */
  readonly groups: readonly string[]
}

/**
 * Gives people what the groups they are in now give, and takes away what those they left gave. What a group gave that the directory
 * never told us of, and which came with a sign-in, stays until the next one. Raises `people.last-administrator`.
 */
export async function giveByDirectory(tx: Write, author: Author, command: Command, now: Date): Promise<void> {
  const { organisation_id, person_ids, groups } = command
  if (person_ids.length === 0) return
  const providers = (await listProviders(tx, organisation_id)).filter(({ active }) => active)
  for (const provider of providers) {
    const grants = await listGrants(tx, provider.id)
    if (!grants.some(({ group_name }) => groups.includes(group_name))) continue
    const known = new Set([...groups, ...(await namesOfGroups(tx, organisation_id))])
    const unknown = grants.filter(({ group_name }) => !known.has(group_name))
    for (const id of person_ids) await giveTo(tx, author, { provider, id, unknown }, now)
  }
}

async function giveTo(
  tx: Write,
  author: Author,
  { provider, id, unknown }: { provider: Provider; id: string; unknown: readonly Grant[] },
  now: Date,
) {
  const { organisation_id } = provider
  const wasLast = await isLastManager(tx, id)
  const person = await getPerson(tx, id)
  const groups = [...(await directoryGroupsOf(tx, id)), ...(await stillHeld(tx, provider.id, id, unknown))]
  await giveByGroups(tx, author, { provider, person, groups }, now)
  if (wasLast && !(await mayNow(tx, id, organisation_id, 'people.manage'))) peopleProblems.raise('last-administrator')
}

/** Groups the directory does not tell us of, by what they gave at the last sign-in. */
async function stillHeld(
  tx: Write,
  provider_id: string,
  person_id: string,
  grants: readonly Grant[],
): Promise<string[]> {
  const [roles, teams] = await Promise.all([
    tx
      .selectFrom('people.role_assignments')
      .select(['organisation_id', 'role'])
      .where('person_id', '=', person_id)
      .where('provider_id', '=', provider_id)
      .execute(),
    tx
      .selectFrom('people.team_members')
      .select('team_id')
      .where('person_id', '=', person_id)
      .where('provider_id', '=', provider_id)
      .execute(),
  ])
  const holds = (grant: Grant) =>
    roles.some(held => held.role === grant.role && held.organisation_id === grant.in_organisation_id) ||
    teams.some(held => held.team_id === grant.team_id)
  return grants.filter(holds).map(({ group_name }) => group_name)
}
