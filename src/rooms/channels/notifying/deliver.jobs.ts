import type { Read } from '#platform/database/transaction.ts'
import { defineJob, type JobContext, type JobKind } from '#platform/jobs/define.ts'
import { homeOf } from '#rooms/people/index.ts'
import { deliverByEmail } from './by-email.actions.ts'
import { deliverByHook } from './by-hook.ts'
import { askTexts, deliverByText } from './by-text.ts'
import { deliverJob } from './notify.actions.ts'
import type { ReadSubject } from './reader.ts'
import { nextDue } from './taken.queries.ts'
import { ring, tellOne, togetherFor } from './tell.jobs.ts'

const readersOf = (tx: Read, bundle: string) =>
  tx
    .selectFrom('channels.notification_deliveries as d')
    .innerJoin('channels.notifications as n', 'n.id', 'd.notification_id')
    .select(['n.person_id', 'n.hook_id', 'd.channel'])
    .where('d.bundle', '=', bundle)
    .limit(1)
    .executeTakeFirst()

/** Sends what of a bundle is due, and sets the timer for the rest. */
const deliver = (read: ReadSubject): JobKind<{ bundle: string }> =>
  defineJob(deliverJob.name as 'channels.deliver', deliverJob.payload, async (context, { bundle }) => {
    const readers = await context.read(tx => readersOf(tx, bundle))
    if (!readers) return
    const both = await togetherFor(context, readers)
    const { person_id, channel } = readers
    if (channel === 'webhook') await deliverByHook(both, read, { bundle, person_id })
    else if (person_id && channel === 'sms') await deliverByText(both, read, { bundle, person_id })
    else if (person_id) await byEmail(both, read, bundle, person_id)
    await both.write(async tx => {
      const next = await nextDue(tx, bundle)
      if (next) await ring(tx, context.organisation_id, bundle, next)
    })
  })

const byEmail = (context: JobContext, read: ReadSubject, bundle: string, person_id: string) =>
  context.write(async tx => {
    const { organisation_id } = context
    const home = (await homeOf(tx, person_id)) ?? organisation_id
    await deliverByEmail(tx, context.service, { bundle, organisation_id, person_id, home, read }, context.now)
  })

/** The jobs that tell people, given who knows what they may be told. */
export const tellingJobs = (read: ReadSubject): readonly JobKind[] =>
  [tellOne(read), deliver(read), askTexts] as unknown as readonly JobKind[]
