import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { seal } from '#platform/secrets/seal.ts'
import { providerAdded, providerEdited, providerSwitched } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { boundTo, makeKey } from './our-key.ts'
import { localAdministrators, lockProvider, type Provider } from './provider.queries.ts'

export type ProviderFields = Pick<
  Provider,
  | 'profile'
  | 'name'
  | 'issuer'
  | 'client_id'
  | 'proof'
  | 'scopes'
  | 'groups_claim'
  | 'adds_people'
  | 'checks_second_factor'
  | 'believes_second_factor'
  | 'only_way'
  | 'shown'
  | 'domains'
> & {
  /** A new secret; empty to keep the one there is. */
  readonly secret: string
}

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

/** What proves who we are: the secret typed, sealed; or a key made here, whose public half the provider is given. */
function proofFrom(id: string, { proof, secret }: ProviderFields) {
  if (proof === 'none') return { sealed_secret: null, public_key: null }
  if (proof === 'secret') return { sealed_secret: seal(boundTo(id), secret), public_key: null }
  return makeKey(id, 'RS256')
}

/** Adds a provider, switched off: first it is to be told our address, and tested. Raises `secrets.no-key`, and `already-exists` for another's domain. */
export async function addProvider(
  tx: Write,
  author: Author,
  command: { organisation_id: string; fields: ProviderFields },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, fields } = command
  await lockOrganisation(tx, organisation_id)
  const id = newId()
  const { secret: _, domains, ...columns } = fields
  if (fields.only_way) await keepWayIn(tx, organisation_id)
  await tx
    .insertInto('people.identity_providers')
    .values({ id, organisation_id, ...columns, ...proofFrom(id, fields), created_at: now })
    .execute()
  await setDomains(tx, { id, organisation_id, domains: [] }, domains)
  const payload = { provider_id: id, name: fields.name, issuer: fields.issuer }
  await record(tx, author, providerAdded, asSubject(organisation_id), payload, now)
  return { id }
}

/** Whether a secret has to be typed anew: one is only ever sent to whom it was typed for (decision 19). */
export const needsSecret = (before: Provider | undefined, after: ProviderFields): boolean =>
  after.proof === 'secret' &&
  after.secret === '' &&
  (!before?.sealed_secret ||
    before.proof !== 'secret' ||
    before.issuer !== after.issuer ||
    before.client_id !== after.client_id)

/** Changes a provider. What was remembered of it ends. Raises `people.no-local-administrator`, and `already-exists` for another's domain. */
export async function editProvider(
  tx: Write,
  author: Author,
  command: { id: string; fields: ProviderFields },
  now: Date,
): Promise<void> {
  const { fields } = command
  const provider = await lockProvider(tx, command.id)
  const { id, organisation_id } = provider
  const { secret, domains, ...columns } = fields
  if (fields.only_way && !provider.only_way) await keepWayIn(tx, organisation_id)
  const anew = secret !== '' || fields.proof !== provider.proof
  const renewed = anew ? { ...proofFrom(id, fields), next_sealed_secret: null, next_public_key: null } : {}
  const flat = (one: { domains: readonly string[] }) => ({ ...one, domains: one.domains.join(', ') })
  const changes = {
    ...changesBetween(flat(provider), flat({ ...columns, domains })),
    // That it changed, never what it is.
    ...(secret === '' ? {} : { secret: { before: 'kept', after: 'changed' } }),
  }
  if (Object.keys(changes).length === 0) return
  await tx
    .updateTable('people.identity_providers')
    .set({ ...columns, ...renewed, version: provider.version + 1 })
    .where('id', '=', id)
    .execute()
  await setDomains(tx, provider, domains)
  await lockOrganisation(tx, organisation_id)
  const payload = { provider_id: id, name: provider.name, changes }
  await record(tx, author, providerEdited, asSubject(organisation_id), payload, now)
}

async function setDomains(
  tx: Write,
  provider: Pick<Provider, 'id' | 'organisation_id' | 'domains'>,
  domains: readonly string[],
): Promise<void> {
  const { id, organisation_id } = provider
  const gone = provider.domains.filter(domain => !domains.includes(domain))
  if (gone.length > 0)
    await tx.deleteFrom('people.email_domains').where('provider_id', '=', id).where('domain', 'in', gone).execute()
  const added = domains.filter(domain => !provider.domains.includes(domain))
  if (added.length > 0)
    await tx
      .insertInto('people.email_domains')
      .values(added.map(domain => ({ domain, organisation_id, provider_id: id })))
      .execute()
}

/** Lets people sign in with it, or no longer. Whoever came by it and is signed in stays so. */
export async function switchProvider(
  tx: Write,
  author: Author,
  command: { id: string; active: boolean },
  now: Date,
): Promise<void> {
  const provider = await lockProvider(tx, command.id)
  const { id, organisation_id, name } = provider
  if (provider.active === command.active) return
  // Either way somebody has to be left who needs no provider.
  if (command.active ? provider.only_way : true) await keepWayIn(tx, organisation_id)
  await tx
    .updateTable('people.identity_providers')
    .set({ active: command.active, version: provider.version + 1 })
    .where('id', '=', id)
    .execute()
  await lockOrganisation(tx, organisation_id)
  const payload = { provider_id: id, name, active: command.active }
  await record(tx, author, providerSwitched, asSubject(organisation_id), payload, now)
}

/** Raises `people.no-local-administrator` when nobody could sign in with a password and put things right. */
async function keepWayIn(tx: Write, organisation_id: string): Promise<void> {
  const able = await localAdministrators(tx, organisation_id)
  if (able.length === 0) peopleProblems.raise('no-local-administrator')
}
