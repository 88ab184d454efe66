/*
 * Somebody starts or has left, as a directory or a file of people said: the case that begins with it is logged, and all its tasks with
 * it (requirement S-59). The same event is always the same case, so that a listener that runs twice logs it once.
 */
import type { Happened } from '#platform/events/event.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { logCase } from '../logging/log-case.actions.ts'
import { oneFor } from '../one-for.ts'
import { findLife, type LifeEvent } from './life-event.queries.ts'
import { wordsOf } from './life-event.rules.ts'

/** Of those who are added, only who starts: others are known because they asked for something. */
export const beginStarter = async (context: JobContext, event: Happened<{ starts?: boolean | undefined }>) => {
  if (event.payload.starts) await begin(context, event, 'started')
}

/** However they left: by the directory, a file, or an administrator. */
export const beginLeaver = (context: JobContext, event: Happened) => begin(context, event, 'left')

async function begin({ write, service, now }: JobContext, happened: Happened, event: LifeEvent): Promise<void> {
  const { organisation_id, subject_id: person_id, actor_id, event_id } = happened
  await write(async tx => {
    const life = await findLife(tx, { person_id, actor_id, event })
    if (!life || life.active === (event === 'left')) return
    const id = oneFor(event, String(event_id))
    if (await tx.selectFrom('cases.cases').select('id').where('id', '=', id).executeTakeFirst()) return
    const { category_id, requester_id } = life
    const words = wordsOf(event, life)
    await logCase(tx, service, { id, organisation_id, requester_id, category_id, ...words, channel: 'other' }, now)
  })
}
