import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { changes, changesBetween } from '#platform/events/changes.ts'
import { defineEvent } from '#platform/events/event.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { getReplySettings, type Quotes } from './reply-settings.queries.ts'

export const repliesSetUp = defineEvent('organisation.repliesSetUp', 'staff', z.object({ changes }))

export interface SetUpReplies {
  readonly organisation_id: string
  readonly quotes: Quotes
  readonly call_after_days: number | null
  /** By team; one that is not the organisation's own is left as it is, and an empty one is taken away. */
  readonly signatures: ReadonlyMap<string, string>
}

/** Sets how an organisation's replies are written, and how its teams sign. Saving the same again records nothing. */
export async function setUpReplies(tx: Write, author: Author, command: SetUpReplies, now: Date): Promise<void> {
  const { organisation_id, quotes, call_after_days, signatures } = command
  await lockOrganisation(tx, organisation_id)
  const before = await getReplySettings(tx, organisation_id)
  await tx
    .insertInto('cases.reply_settings')
    .values({ organisation_id, quotes, call_after_days })
    .onConflict(conflict => conflict.column('organisation_id').doUpdateSet({ quotes, call_after_days }))
    .execute()
  for (const { team_id, body } of before.teams) {
    const signature = signatures.get(team_id) ?? body ?? ''
    if (signature === '') await tx.deleteFrom('cases.team_signatures').where('team_id', '=', team_id).execute()
    else
      await tx
        .insertInto('cases.team_signatures')
        .values({ team_id, organisation_id, body: signature })
        .onConflict(conflict => conflict.column('team_id').doUpdateSet({ body: signature }))
        .execute()
  }
  const changed = changesBetween(asFields(before), asFields(await getReplySettings(tx, organisation_id)))
  if (Object.keys(changed).length === 0) return
  await record(tx, author, repliesSetUp, { id: organisation_id, organisation_id }, { changes: changed }, now)
}

const asFields = ({ quotes, call_after_days, teams }: Awaited<ReturnType<typeof getReplySettings>>) => ({
  ...{ quotes, call_after_days },
  ...Object.fromEntries(teams.map(({ team, body }) => [`signature of ${team}`, body])),
})
