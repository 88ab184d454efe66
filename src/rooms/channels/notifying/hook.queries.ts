import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export const HOOK_FORMATS = ['teams', 'slack', 'json'] as const
export type HookFormat = (typeof HOOK_FORMATS)[number]

/** Somewhere else that is told: a conversation in Teams or Slack, or a program. Its address is a secret, and sealed. */
export interface Hook {
  readonly id: string
  readonly organisation_id: string
  readonly team_id: string | null
  readonly person_id: string | null
  readonly name: string
  readonly format: HookFormat
  readonly address_sealed: string
  readonly address_start: string
  readonly secret_sealed: string | null
  readonly kinds: readonly string[]
  readonly shows_subject: boolean
  readonly active: boolean
  readonly last_answer: string | null
  readonly last_at: Date | null
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'team_id', 'person_id', 'name', 'format', 'address_sealed', 'address_start'] as const),
  ...(['secret_sealed', 'kinds', 'shows_subject', 'active', 'last_answer', 'last_at'] as const),
] as const

/** An organisation's hooks and its teams', or one person's own. */
export async function listHooksOf(tx: Read, of: { organisation_id: string } | { person_id: string }): Promise<Hook[]> {
  const query = tx.selectFrom('channels.hooks').select(COLUMNS).orderBy('name').orderBy('id')
  const rows =
    'person_id' in of
      ? await query.where('person_id', '=', of.person_id).execute()
      : await query.where('organisation_id', '=', of.organisation_id).where('person_id', 'is', null).execute()
  // The format is checked by the table.
  return rows as Hook[]
}

export async function findHook(tx: Read, id: string): Promise<Hook | undefined> {
  const found = await tx.selectFrom('channels.hooks').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return found as Hook | undefined
}

/** The organisation a hook belongs to, whoever asks: a shared team's hook hears of other councils' cases. */
export async function homeOfHook(tx: Read, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select channels.home_of_hook(${id}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}
