import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { seal } from '#platform/secrets/seal.ts'
import { hookChanged } from '../events.ts'
import { channelProblems } from '../problems.ts'
import { sealOf } from './call-hook.ts'
import type { Hook, HookFormat } from './hook.queries.ts'

export interface HookTerms {
  readonly name: string
  readonly format: HookFormat
  /** Empty keeps the one there is. */
  readonly address: string
  /** Signs what is sent. Empty keeps the one there is. */
  readonly secret: string
  readonly kinds: readonly string[]
  readonly shows_subject: boolean
  readonly active: boolean
}

interface Owner {
  readonly organisation_id: string
  readonly team_id?: string | null
  readonly person_id?: string | null
}

const sealed = (id: string, { address, secret }: HookTerms) => ({
  ...(address && { address_sealed: seal(sealOf(id, 'address'), address), address_start: startOf(address) }),
  ...(secret && { secret_sealed: seal(sealOf(id, 'secret'), secret) }),
})

/** What an address is known by on pages: whose machine it is. The rest of it is the secret. */
const startOf = (address: string) => new URL(address).origin

/** Adds a hook of an organisation, of one of its teams, or of a person. Raises `secrets.no-key`. */
export async function addHook(tx: Write, author: Author, command: Owner & HookTerms, now: Date): Promise<string> {
  const id = newId()
  const { organisation_id, team_id, person_id, name, format, kinds, shows_subject, active } = command
  const hidden = sealed(id, command)
  await tx
    .insertInto('channels.hooks')
    .values({
      ...{ id, organisation_id, team_id: team_id ?? null, person_id: person_id ?? null, name, format, active },
      ...{ kinds: [...kinds], shows_subject, created_at: now, address_sealed: '', address_start: '', ...hidden },
    })
    .execute()
  await record(tx, author, hookChanged, { id, organisation_id }, { name, format, what: 'added' }, now)
  return id
}

/** Changes a hook. Raises `channels.hook-not-found` alike for none and for another organisation's or person's. */
export async function changeHook(
  tx: Write,
  author: Author,
  command: Owner & HookTerms & { readonly id: string },
  now: Date,
): Promise<void> {
  const { id, organisation_id, name, format, kinds, shows_subject, active } = command
  await lockHook(tx, command)
  const row = { name, format, kinds: [...kinds], shows_subject, active, ...sealed(id, command) }
  await tx
    .updateTable('channels.hooks')
    .set({ ...row, ...('team_id' in command && { team_id: command.team_id ?? null }) })
    .where('id', '=', id)
    .execute()
  await record(tx, author, hookChanged, { id, organisation_id }, { name, format, what: 'changed' }, now)
}

/** Takes a hook away, with what it was still to be told. */
export async function deleteHook(tx: Write, author: Author, command: Owner & { id: string }, now: Date): Promise<void> {
  const { id, organisation_id } = command
  const { name, format } = await lockHook(tx, command)
  await tx.deleteFrom('channels.hooks').where('id', '=', id).execute()
  await record(tx, author, hookChanged, { id, organisation_id }, { name, format, what: 'removed' }, now)
}

async function lockHook(
  tx: Write,
  { id, organisation_id, person_id }: Owner & { id: string },
): Promise<Pick<Hook, 'name' | 'format'>> {
  const found = await tx
    .selectFrom('channels.hooks')
    .select(['name', 'format'])
    .where('id', '=', id)
    .where('organisation_id', '=', organisation_id)
    .where('person_id', person_id ? '=' : 'is', person_id ?? null)
    .forUpdate()
    .executeTakeFirst()
  // The format is checked by the table.
  return (found as Pick<Hook, 'name' | 'format'> | undefined) ?? channelProblems.raise('hook-not-found')
}
