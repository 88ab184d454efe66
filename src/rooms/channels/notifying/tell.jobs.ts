import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { announce } from '#platform/events/record.ts'
import { isCatchingUp } from '#platform/installation/catching-up.queries.ts'
import { defineJob, type JobContext, type JobKind } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { homeOf } from '#rooms/people/index.ts'
import { homeOfHook, listHooksOf } from './hook.queries.ts'
import { noticeOf, type Way } from './kinds.rules.ts'
import { getWords } from './notice-words.queries.ts'
import { deliverJob, tellJob } from './notify.actions.ts'
import { lockNotification, type Notification, type ReadSubject, readAs } from './reader.ts'
import { getTold, type Told } from './settings.queries.ts'
import { notBefore } from './when-to-tell.ts'
import { wordsFor } from './words.rules.ts'

/** The topic a person's open pages listen to for news of their own. */
export const noticesTopic = (person_id: string) => `notices:${person_id}`

/**
 * The organisations whose rows a notice needs: the case's, and the reader's own with their settings. They belong together because
 * the case's own room asks, before anything is said, whether this reader may know of it.
 */
export async function togetherFor(
  context: JobContext,
  { person_id, hook_id }: Pick<Notification, 'person_id' | 'hook_id'>,
): Promise<JobContext> {
  const home = await context.read(tx => (person_id ? homeOf(tx, person_id) : homeOfHook(tx, hook_id!)))
  return context.together(home ? [home] : [])
}

const readersOf = (tx: Read, id: string) =>
  tx.selectFrom('channels.notifications').select(['person_id', 'hook_id']).where('id', '=', id).executeTakeFirst()

/** Decides how a notice goes, and says it on screen at once. Run twice, it does nothing the second time. */
export const tellOne = (read: ReadSubject): JobKind<{ notification_id: string }> =>
  defineJob(tellJob.name as 'channels.tell', tellJob.payload, async (context, { notification_id }) => {
    const readers = await context.read(tx => readersOf(tx, notification_id))
    if (!readers) return
    const both = await togetherFor(context, readers)
    await both.write(async tx => {
      const notice = await lockNotification(tx, notification_id)
      if (notice?.state !== 'new') return
      const facts = await readAs(tx, read, notice, context.now)
      if (!facts) return withhold(tx, notice)
      const words = wordsFor(notice.kind, await getWords(tx, notice.organisation_id, notice.kind), facts)
      const told = notice.person_id ? await toldOf(tx, notice.person_id, both) : undefined
      await say(tx, notice, words.short, told, context.now)
    })
  })

const toldOf = async (tx: Read, person_id: string, context: JobContext): Promise<Told> =>
  getTold(tx, person_id, (await homeOf(tx, person_id)) ?? context.organisation_id)

const withhold = (tx: Write, { id }: Notification) =>
  tx
    .updateTable('channels.notifications')
    .set({ state: 'withheld', reason: 'It was over, or no longer theirs to know.' })
    .where('id', '=', id)
    .execute()

async function say(tx: Write, notice: Notification, words: string, told: Told | undefined, now: Date): Promise<void> {
  const wanted = told ? told.choices[notice.kind].ways : (['webhook'] as const)
  // What fell due between a backup and its restoring was told then: now it stands on screen, and goes no other way (abuse case 42).
  const ways = (await isCatchingUp(tx)) ? (['screen'] as const) : wanted
  const added = await addDeliveries(tx, notice, ways, told, now)
  const on_screen = ways.some(way => way === 'screen')
  // Nobody wanted to hear of it in any way: then there is nothing to keep.
  if (!on_screen && added === 0) {
    await tx.deleteFrom('channels.notifications').where('id', '=', notice.id).execute()
    return
  }
  const row = { state: 'told', words, on_screen, told_at: now }
  await tx.updateTable('channels.notifications').set(row).where('id', '=', notice.id).execute()
  if (on_screen && notice.person_id)
    announce(tx, { id: noticesTopic(notice.person_id), organisation_id: notice.organisation_id })
}

async function addDeliveries(
  tx: Write,
  notice: Notification,
  ways: readonly Way[],
  told: Told | undefined,
  now: Date,
): Promise<number> {
  let added = 0
  for (const channel of ways) {
    if (channel === 'screen' || (channel === 'email' && notice.facts.not_by_email)) continue
    const hooks = channel === 'webhook' ? await hooksFor(tx, notice) : [null]
    for (const hook_id of hooks) {
      await addDelivery(tx, notice, { channel, hook_id }, told, now)
      added += 1
    }
  }
  return added
}

const hooksFor = async (tx: Read, { hook_id, person_id }: Notification): Promise<string[]> =>
  hook_id
    ? [hook_id]
    : (await listHooksOf(tx, { person_id: person_id! })).filter(hook => hook.active).map(({ id }) => id)

async function addDelivery(
  tx: Write,
  notice: Notification,
  { channel, hook_id }: { channel: Exclude<Way, 'screen'>; hook_id: string | null },
  told: Told | undefined,
  now: Date,
): Promise<void> {
  const { optional } = noticeOf(notice.kind)
  const wakes = notice.facts.wakes === 'yes'
  const waits = noticeOf(notice.kind).waits && !wakes
  const pace = (told && optional && !wakes && (told.choices[notice.kind].pace ?? told.settings.pace)) || 'at_once'
  // What may disturb and what may not are never in one bundle: the quiet of each holds for all of it.
  const about = pace === 'at_once' ? notice.subject_id : pace
  const bundle = [hook_id ?? notice.person_id, channel, about, wakes ? 'wakes' : waits ? 'waits' : 'now'].join(':')
  // Whatever joins a bundle goes when the first of it goes: a steady stream puts nothing off for ever.
  const first = await tx
    .selectFrom('channels.notification_deliveries')
    .select('not_before')
    .where('bundle', '=', bundle)
    .where('state', '=', 'waiting')
    .where('not_before', '>', now)
    .orderBy('not_before')
    .executeTakeFirst()
  const quiet = waits ? told?.settings : undefined
  const not_before = wakes ? now : (first?.not_before ?? notBefore(pace, quiet, now, told?.zone ?? 'UTC'))
  await tx
    .insertInto('channels.notification_deliveries')
    .values({
      ...{ id: newId(), organisation_id: notice.organisation_id, notification_id: notice.id, channel, bundle },
      ...{ hook_id, not_before },
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await ring(tx, notice.organisation_id, bundle, not_before)
}

/** Sets a bundle's one timer. */
export const ring = (tx: Write, organisation_id: string, bundle: string, at: Date): Promise<void> =>
  enqueue(tx, deliverJob, organisation_id, { bundle }, { at, key: `deliver:${organisation_id}:${bundle}` })
