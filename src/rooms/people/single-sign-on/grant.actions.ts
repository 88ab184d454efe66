import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { groupGrantChanged, personUnlinked } from '../events.ts'
import { getOrganisation, lockOrganisation } from '../organisations/organisation.queries.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { ROLE_NAMES, type Role } from '../roles/roles.rules.ts'
import { getTeam } from '../teams/team.queries.ts'
import { type Grant, listGrants, lockProvider, type Provider } from './provider.queries.ts'

export interface AddGrant {
  readonly id: string
  readonly group_name: string
  readonly gives: { readonly role: Role; readonly in_organisation_id: string } | { readonly team_id: string }
  /** Where whoever does it manages people: in no other organisation may their groups give anything. */
  readonly managed: readonly string[]
}

/** Says what being in a group of a provider gives. Raises `people.not-your-group`, and `already-exists`. */
export async function addGrant(tx: Write, author: Author, command: AddGrant, now: Date): Promise<void> {
  const provider = await lockProvider(tx, command.id)
  const { gives, managed, group_name } = command
  const { organisation_id } = provider
  if ('role' in gives && !managed.includes(gives.in_organisation_id)) peopleProblems.raise('not-your-group')
  if ('team_id' in gives && (await getTeam(tx, gives.team_id, managed)).organisation_id !== organisation_id)
    peopleProblems.raise('not-your-group')
  const grant = { id: newId(), group_name, role: null, in_organisation_id: null, team_id: null, ...gives }
  await tx
    .insertInto('people.group_grants')
    .values({ ...grant, organisation_id, provider_id: provider.id })
    .execute()
  await recordGrant(tx, author, { provider, grant, removed: false }, now)
}

/** What it gave is taken away when each of its people next signs in. Raises `people.not-found` for none of this provider's. */
export async function removeGrant(
  tx: Write,
  author: Author,
  command: { id: string; grant: string },
  now: Date,
): Promise<void> {
  const provider = await lockProvider(tx, command.id)
  const grant = (await listGrants(tx, provider.id)).find(({ id }) => id === command.grant)
  if (!grant) return peopleProblems.raise('provider-not-found')
  await tx.deleteFrom('people.group_grants').where('id', '=', grant.id).execute()
  await recordGrant(tx, author, { provider, grant, removed: true }, now)
}

async function recordGrant(
  tx: Write,
  author: Author,
  { provider, grant, removed }: { provider: Provider; grant: Grant; removed: boolean },
  now: Date,
): Promise<void> {
  const { organisation_id } = provider
  await lockOrganisation(tx, organisation_id)
  const payload = { provider_id: provider.id, name: provider.name, group: grant.group_name, removed }
  const subject = { id: organisation_id, organisation_id }
  await record(tx, author, groupGrantChanged, subject, { ...payload, gives: await sayGrant(tx, grant) }, now)
}

async function sayGrant(tx: Write, { role, in_organisation_id, team_id }: Grant): Promise<string> {
  if (role && in_organisation_id)
    return `${ROLE_NAMES[role]} in ${(await getOrganisation(tx, in_organisation_id)).short_name}`
  const team = await tx.selectFrom('people.teams').select('name').where('id', '=', team_id).executeTakeFirst()
  return `the team ${team?.name ?? ''}`
}

/** Forgets who somebody is at a provider: they are found by their address next time. Raises `people.not-found`. */
export async function unlinkPerson(
  tx: Write,
  author: Author,
  command: { id: string; person_id: string },
  now: Date,
): Promise<void> {
  const provider = await lockProvider(tx, command.id)
  const gone = await tx
    .deleteFrom('people.identities')
    .where('provider_id', '=', provider.id)
    .where('person_id', '=', command.person_id)
    .returning('person_id')
    .executeTakeFirst()
  if (!gone) return peopleProblems.raise('not-found')
  const person = await lockPerson(tx, gone.person_id)
  await record(tx, author, personUnlinked, person, { provider_id: provider.id, name: provider.name }, now)
}
