import { createHash } from 'node:crypto'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { logoChanged } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'

export interface Logo {
  readonly media_type: 'image/png' | 'image/jpeg'
  readonly bytes: Buffer
}

/** Gives an organisation a logo, or takes it away. */
export async function setLogo(
  tx: Write,
  author: Author,
  command: { organisation_id: string; logo: Logo | undefined },
  now: Date,
): Promise<void> {
  const { organisation_id, logo } = command
  await lockOrganisation(tx, organisation_id)
  await tx.deleteFrom('people.logos').where('organisation_id', '=', organisation_id).execute()
  const hash = logo ? createHash('sha256').update(logo.bytes).digest('base64url') : null
  if (logo && hash)
    await tx
      .insertInto('people.logos')
      .values({ organisation_id, hash, ...logo })
      .execute()
  await tx.updateTable('people.organisations').set({ logo: hash }).where('id', '=', organisation_id).execute()
  await record(tx, author, logoChanged, { id: organisation_id, organisation_id }, { logo: hash }, now)
}
