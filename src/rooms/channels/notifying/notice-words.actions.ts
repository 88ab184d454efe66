import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { noticeWordsChanged, usualWaysChosen } from '../events.ts'
import type { NoticeName, Way, Words } from './kinds.rules.ts'
import { getWords } from './notice-words.queries.ts'

interface Whose {
  readonly organisation_id: string
  readonly kind: NoticeName
}

const bare = ({ subject, body, short }: Words): Words => ({ subject, body, short })

/** Gives an organisation its own words for a kind. The words before are in the record. */
export async function saveWords(tx: Write, author: Author, command: Whose & Words, now: Date): Promise<void> {
  const { organisation_id, kind } = command
  const organisation = await lockOrganisation(tx, organisation_id)
  const before = await getWords(tx, organisation_id, kind)
  const after = bare(command)
  if (before && JSON.stringify(bare(before)) === JSON.stringify(after)) return
  await tx
    .insertInto('channels.notification_words')
    .values({ organisation_id, kind, ...after, changed_at: now })
    .onConflict(conflict =>
      conflict
        .columns(['organisation_id', 'kind'])
        .doUpdateSet({ ...after, changed_at: now, version: sql`channels.notification_words.version + 1` }),
    )
    .execute()
  const payload = { kind, before: before ? bare(before) : null, after }
  await record(tx, author, noticeWordsChanged, { id: organisation.id, organisation_id }, payload, now)
}

/** Goes back to the standard words. */
export async function resetWords(tx: Write, author: Author, command: Whose, now: Date): Promise<void> {
  const { organisation_id, kind } = command
  await lockOrganisation(tx, organisation_id)
  const before = await getWords(tx, organisation_id, kind)
  if (!before) return
  await tx
    .deleteFrom('channels.notification_words')
    .where('organisation_id', '=', organisation_id)
    .where('kind', '=', kind)
    .execute()
  const payload = { kind, before: bare(before), after: null }
  await record(tx, author, noticeWordsChanged, { id: organisation_id, organisation_id }, payload, now)
}

/** Sets by which ways an organisation's people are told until they choose for themselves. */
export async function setUsualWays(
  tx: Write,
  author: Author,
  command: { organisation_id: string; choices: readonly { kind: NoticeName; ways: readonly Way[] }[] },
  now: Date,
): Promise<void> {
  const { organisation_id, choices } = command
  await lockOrganisation(tx, organisation_id)
  for (const { kind, ways } of choices)
    await tx
      .insertInto('channels.organisation_choices')
      .values({ organisation_id, kind, channels: [...ways] })
      .onConflict(conflict => conflict.columns(['organisation_id', 'kind']).doUpdateSet({ channels: [...ways] }))
      .execute()
  const ways = Object.fromEntries(choices.map(choice => [choice.kind, [...choice.ways]]))
  await record(tx, author, usualWaysChosen, { id: organisation_id, organisation_id }, { ways }, now)
}
