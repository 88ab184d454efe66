import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { noticesChosen } from '../events.ts'
import { NOTICE_NAMES, type NoticeName, noticeOf, type Way } from './kinds.rules.ts'
import { getChoices, type Settings } from './settings.queries.ts'
import type { Pace } from './when-to-tell.ts'

/** A person, with the organisation they belong to: their settings are its rows. */
export interface Whose {
  readonly person_id: string
  readonly organisation_id: string
}

/** A person's row of settings, made if there was none, and kept from others until the transaction ends. */
export async function lockSettings(tx: Write, { person_id, organisation_id }: Whose): Promise<void> {
  await sql`insert into channels.person_settings (person_id, organisation_id) values (${person_id}, ${organisation_id})
    on conflict (person_id) do update set organisation_id = excluded.organisation_id`.execute(tx)
}

const chosen = (tx: Write, author: Author, { person_id, organisation_id }: Whose, what: string, now: Date) =>
  record(tx, author, noticesChosen, { id: person_id, organisation_id }, { what }, now)

export interface Chosen {
  readonly kind: NoticeName
  readonly ways: readonly Way[]
  readonly pace: Pace | null
}

const keep = (tx: Write, { person_id, organisation_id }: Whose, { kind, ways, pace }: Chosen) =>
  tx
    .insertInto('channels.person_choices')
    .values({ person_id, organisation_id, kind, channels: [...ways], pace })
    .onConflict(conflict => conflict.columns(['person_id', 'kind']).doUpdateSet({ channels: [...ways], pace }))
    .execute()

/** Sets by which ways somebody is told of each kind. */
export async function chooseNotices(
  tx: Write,
  author: Author,
  command: Whose & { readonly choices: readonly Chosen[] },
  now: Date,
): Promise<void> {
  await lockSettings(tx, command)
  for (const choice of command.choices) await keep(tx, command, choice)
  await chosen(tx, author, command, 'by which ways', now)
}

/** Goes back to what the person's organisation does for everybody. */
export async function forgetChoices(tx: Write, author: Author, command: Whose, now: Date): Promise<void> {
  await lockSettings(tx, command)
  await tx.deleteFrom('channels.person_choices').where('person_id', '=', command.person_id).execute()
  await chosen(tx, author, command, 'as their organisation has it', now)
}

/** Sets when somebody is not to be disturbed, and how often they want to hear. */
export async function setQuiet(
  tx: Write,
  author: Author,
  command: Whose &
    Pick<Settings, 'pace' | 'quiet_from' | 'quiet_until' | 'quiet_days' | 'silent_days' | 'paused_until'>,
  now: Date,
): Promise<void> {
  const { pace, quiet_from, quiet_until, quiet_days, silent_days, paused_until } = command
  await lockSettings(tx, command)
  await tx
    .updateTable('channels.person_settings')
    .set({ pace, quiet_from, quiet_until, quiet_days: [...quiet_days], silent_days: [...silent_days], paused_until })
    .where('person_id', '=', command.person_id)
    .execute()
  await chosen(tx, author, command, 'when', now)
}

/** Turns one kind off by e-mail, or all that may be. Said again, it changes nothing and is not recorded again. */
export async function unsubscribe(
  tx: Write,
  author: Author,
  command: Whose & { readonly kind: NoticeName | 'all' },
  now: Date,
): Promise<void> {
  await lockSettings(tx, command)
  const choices = await getChoices(tx, command.person_id, command.organisation_id)
  const kinds = command.kind === 'all' ? NOTICE_NAMES : [command.kind]
  const on = kinds.filter(kind => noticeOf(kind).optional && choices[kind].ways.includes('email'))
  if (on.length === 0) return
  for (const kind of on) {
    const { ways, pace } = choices[kind]
    await keep(tx, command, { kind, ways: ways.filter(way => way !== 'email'), pace })
  }
  await chosen(tx, author, command, 'no more e-mail, by a link', now)
}
