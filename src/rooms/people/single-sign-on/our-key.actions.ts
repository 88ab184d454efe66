import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { providerEdited } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { type KeyKind, makeKey } from './our-key.ts'
import { lockProvider, type Provider } from './provider.queries.ts'

/** What may be done with a provider's next key: make one beside the one in use, use it from now on, or drop it. */
export type KeyChange =
  | { readonly id: string; readonly what: 'make'; readonly kind: KeyKind }
  | { readonly id: string; readonly what: 'use' | 'drop' }

const NONE = { next_sealed_secret: null, next_public_key: null }

function columnsFor(provider: Provider, command: KeyChange) {
  if (command.what === 'make') {
    const { sealed_secret, public_key } = makeKey(provider.id, command.kind)
    return { next_sealed_secret: sealed_secret, next_public_key: public_key }
  }
  const { next_sealed_secret, next_public_key } = provider
  if (!next_public_key) return peopleProblems.raise('no-next-key')
  return command.what === 'drop' ? NONE : { sealed_secret: next_sealed_secret, public_key: next_public_key, ...NONE }
}

const SAID = { make: 'made', use: 'in use', drop: 'dropped' }

/** Changes a provider's next key. Nothing of what is remembered of it stays. Raises `people.no-next-key`, `secrets.no-key`. */
export async function changeKey(tx: Write, author: Author, command: KeyChange, now: Date): Promise<void> {
  const provider = await lockProvider(tx, command.id)
  const { id, organisation_id, name, proof, version } = provider
  if (proof !== 'key') peopleProblems.raise('no-next-key')
  await tx
    .updateTable('people.identity_providers')
    .set({ ...columnsFor(provider, command), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await lockOrganisation(tx, organisation_id)
  const changes = { next_key: { before: provider.next_public_key ? 'made' : null, after: SAID[command.what] } }
  const payload = { provider_id: id, name, changes }
  await record(tx, author, providerEdited, { id: organisation_id, organisation_id }, payload, now)
}
