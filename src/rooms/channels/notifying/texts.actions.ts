import { createHash } from 'node:crypto'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { seal } from '#platform/secrets/seal.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { noticesChosen, textsChanged } from '../events.ts'
import { lockSettings, type Whose } from './settings.actions.ts'
import { textSeal } from './text-service.queries.ts'

export interface SetTexts {
  readonly organisation_id: string
  /** Undefined keeps the one there is. */
  readonly key: string | undefined
  readonly template_id: string
  readonly sender_id: string | null
  readonly active: boolean
}

/** Sets up an organisation's service at GOV.UK Notify. Raises `secrets.no-key`. */
export async function setTexts(tx: Write, author: Author, command: SetTexts, now: Date): Promise<void> {
  const { organisation_id, key, template_id, sender_id, active } = command
  await lockOrganisation(tx, organisation_id)
  const hidden = key && { key_sealed: seal(textSeal(organisation_id), key), key_start: key.slice(0, -74) }
  await tx
    .insertInto('channels.text_services')
    .values({ organisation_id, key_sealed: '', key_start: '', template_id, sender_id, active, ...hidden })
    .onConflict(conflict =>
      conflict.column('organisation_id').doUpdateSet({ template_id, sender_id, active, ...hidden }),
    )
    .execute()
  await record(tx, author, textsChanged, { id: organisation_id, organisation_id }, { active }, now)
}

const CODE_MS = 15 * 60_000
const MOST_TRIES = 5
const hashOf = (person_id: string, code: string) =>
  createHash('sha256').update(`${person_id} ${code}`).digest('base64url')

/** Keeps a telephone number that is not confirmed yet, and the code that was sent to it, not to be read again. */
export async function keepPhone(
  tx: Write,
  _author: Author,
  command: Whose & { readonly phone: string; readonly code: string },
  now: Date,
): Promise<void> {
  const { person_id, phone, code } = command
  await lockSettings(tx, command)
  await tx
    .updateTable('channels.person_settings')
    .set({
      ...{ phone, phone_confirmed_at: null, phone_code_hash: hashOf(person_id, code), phone_code_tries: 0 },
      phone_code_until: new Date(now.getTime() + CODE_MS),
    })
    .where('person_id', '=', person_id)
    .execute()
}

/** Confirms a number by the code that was sent to it. Says why not: a code is good for minutes, and for few tries. */
export async function confirmPhone(
  tx: Write,
  author: Author,
  command: Whose & { readonly code: string },
  now: Date,
): Promise<'confirmed' | 'wrong' | 'over'> {
  const { person_id, organisation_id, code } = command
  await lockSettings(tx, command)
  const kept = await tx
    .updateTable('channels.person_settings')
    .set(eb => ({ phone_code_tries: eb('phone_code_tries', '+', 1) }))
    .where('person_id', '=', person_id)
    .returning(['phone_code_hash', 'phone_code_until', 'phone_code_tries'])
    .executeTakeFirstOrThrow()
  const { phone_code_hash, phone_code_until, phone_code_tries } = kept
  if (!phone_code_hash || !phone_code_until || phone_code_until < now || phone_code_tries > MOST_TRIES) return 'over'
  if (phone_code_hash !== hashOf(person_id, code)) return 'wrong'
  const done = { phone_confirmed_at: now, phone_code_hash: null, phone_code_until: null }
  await tx.updateTable('channels.person_settings').set(done).where('person_id', '=', person_id).execute()
  await record(tx, author, noticesChosen, { id: person_id, organisation_id }, { what: 'a telephone number' }, now)
  return 'confirmed'
}

/** Forgets a telephone number: no text message goes to it any more. */
export async function forgetPhone(tx: Write, author: Author, command: Whose, now: Date): Promise<void> {
  const { person_id, organisation_id } = command
  await lockSettings(tx, command)
  const none = { phone: null, phone_confirmed_at: null, phone_code_hash: null, phone_code_until: null }
  await tx.updateTable('channels.person_settings').set(none).where('person_id', '=', person_id).execute()
  await record(tx, author, noticesChosen, { id: person_id, organisation_id }, { what: 'no telephone number' }, now)
}
