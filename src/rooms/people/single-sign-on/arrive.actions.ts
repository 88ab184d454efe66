import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Read, read, type Write, write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { personLinked, signInRefused } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { addPerson } from '../persons/add-person.actions.ts'
import { editPerson } from '../persons/person.actions.ts'
import { getPerson } from '../persons/person.queries.ts'
import { directoryGroupsOf } from '../scim/group.queries.ts'
import type { Known } from './claims.rules.ts'
import { giveByGroups } from './groups.actions.ts'
import { domainOf } from './profiles.rules.ts'
import { ownDomains, type Provider } from './provider.queries.ts'
import { type Candidate, type Decision, type Refusal, whoIs } from './whose.rules.ts'

export type Arrived = { readonly person_id: string } | { readonly refused: Refusal }

interface Command {
  readonly provider: Provider
  readonly known: Known
}

/** Somebody whom a provider let in: finds, links or adds them, and gives what their groups give. Acts as the provider, for its organisation. */
export async function arrive(db: Db, command: Command, now: Date): Promise<Arrived> {
  const { provider } = command
  const home = { person_id: undefined, organisations: [provider.organisation_id] }
  const { rows } = await read(db, home, tx =>
    sql<{ id: string }>`select id from people.reach_of_provider(${provider.id}) id`.execute(tx),
  )
  const organisations = [...new Set([provider.organisation_id, ...rows.map(({ id }) => id)])]
  const author = { person_id: undefined, name: provider.name }
  return write(db, { person_id: undefined, organisations }, tx => letIn(tx, author, command, now))
}

async function letIn(tx: Write, author: Author, { provider, known }: Command, now: Date): Promise<Arrived> {
  const { organisation_id } = provider
  // One at a time for each subject and address: two tabs must not add somebody twice.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organisation_id} ${known.email?.toLowerCase() ?? known.subject}`}, 0))`.execute(
    tx,
  )
  const domains = await ownDomains(tx, organisation_id)
  const before = await findLinked(tx, provider, known.subject)
  const candidates = before || !known.email ? [] : await findCandidates(tx, provider, known.email)
  const decision = whoIs({ known, before, candidates, domains, adds_people: provider.adds_people })
  if (decision.is === 'refused') {
    await recordRefusal(tx, author, { provider, known, why: decision.why }, now)
    return { refused: decision.why }
  }
  const person_id = await personFor(tx, author, { provider, known, decision }, now)
  await keepAddress(tx, author, { person_id, known, domains }, now)
  const person = await getPerson(tx, person_id)
  // What the directory has told us counts as well: a provider need not say again, in every token, who is in which group.
  const groups = [...known.groups, ...(await directoryGroupsOf(tx, person_id))]
  await giveByGroups(tx, author, { provider, person, groups }, now)
  return { person_id }
}

/** Who a subject is, if they came before. Only ever somebody of the provider's own organisation. */
export async function findLinked(tx: Read, { organisation_id, issuer }: Provider, subject: string) {
  const { rows } = await sql<{ id: string; active: boolean }>`
    select p.id, p.active from people.identities i
      join people.persons p on p.id = i.person_id and p.organisation_id = i.organisation_id
    where i.organisation_id = ${organisation_id} and i.issuer = ${issuer} and i.subject = ${subject}`.execute(tx)
  return rows[0]
}

/** The organisation's own people with an address, as theirs, as one they have shown to be, or as what their directory calls them. */
async function findCandidates(tx: Write, { organisation_id, issuer }: Provider, email: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id, p.active,
      exists (select from people.identities i where i.person_id = p.id and i.issuer = ${issuer}) as linked
    from people.persons p where p.organisation_id = ${organisation_id} and (p.email_key = lower(${email})
      or exists (select from people.addresses a where a.person_id = p.id and a.address_key = lower(${email})
        and a.verified_at is not null)
      or exists (select from people.directory_users d where d.person_id = p.id and d.user_name_key = lower(${email})))`.execute(
    tx,
  )
  return rows
}

async function recordRefusal(tx: Write, author: Author, refused: Command & { why: Refusal }, now: Date): Promise<void> {
  const { provider, known, why } = refused
  const { organisation_id } = provider
  await lockOrganisation(tx, organisation_id)
  const payload = { provider_id: provider.id, name: provider.name, why, address: known.email ?? null }
  await record(tx, author, signInRefused, { id: organisation_id, organisation_id }, payload, now)
}

type Letting = Command & { readonly decision: Exclude<Decision, { is: 'refused' }> }

async function personFor(
  tx: Write,
  author: Author,
  { provider, known, decision }: Letting,
  now: Date,
): Promise<string> {
  const { organisation_id, issuer } = provider
  if (decision.is === 'known') {
    await tx
      .updateTable('people.identities')
      .set({ used_at: now, provider_id: provider.id, email: known.email ?? null })
      .where('organisation_id', '=', organisation_id)
      .where('issuer', '=', issuer)
      .where('subject', '=', known.subject)
      .execute()
    return decision.person_id
  }
  const email = known.email ?? null
  const added = {
    organisation_id,
    name: (known.name ?? email ?? known.subject).slice(0, 200),
    email: email ?? undefined,
  }
  const person_id = decision.is === 'linked' ? decision.person_id : (await addPerson(tx, author, added, now)).id
  const identity = { organisation_id, issuer, subject: known.subject, provider_id: provider.id, person_id, email }
  await tx
    .insertInto('people.identities')
    .values({ ...identity, linked_at: now, used_at: now })
    .execute()
  const payload = { provider_id: provider.id, name: provider.name, address: email }
  await record(tx, author, personLinked, { id: person_id, organisation_id }, payload, now)
  return person_id
}

/** An address that changed at the provider changes here, if it is one of the organisation's own and nobody else's. */
async function keepAddress(
  tx: Write,
  author: Author,
  { person_id, known, domains }: { person_id: string; known: Known; domains: readonly string[] },
  now: Date,
): Promise<void> {
  const { email } = known
  if (!email || !known.verified || !domains.includes(domainOf(email) ?? '')) return
  const person = await getPerson(tx, person_id)
  if (person.email?.toLowerCase() === email.toLowerCase()) return
  const { rows } = await sql`
    select from people.persons p where p.organisation_id = ${person.organisation_id} and p.id <> ${person_id}
      and (p.email_key = lower(${email}) or exists (select from people.addresses a
        where a.person_id = p.id and a.address_key = lower(${email}) and a.verified_at is not null)
      or exists (select from people.directory_users d where d.person_id = p.id and d.user_name_key = lower(${email})))`.execute(
    tx,
  )
  if (rows.length === 0) await editPerson(tx, author, { id: person_id, fields: { email } }, now)
}
