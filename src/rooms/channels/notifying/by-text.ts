import { z } from 'zod'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { Problem } from '#platform/problem.ts'
import { absolute } from '#platform/site.ts'
import { homeOf } from '#rooms/people/index.ts'
import { type Said, takeToSend, tryLater } from './attempt.actions.ts'
import { askText, sendText } from './notify-service.ts'
import type { ReadSubject } from './reader.ts'
import { getSettings } from './settings.queries.ts'
import { settleDeliveries } from './settle-delivery.actions.ts'
import { findTextSettings, openTextService } from './text-service.queries.ts'

/** Sends by text message what of a bundle is due: one message, however much it is. */
export async function deliverByText(
  context: JobContext,
  read: ReadSubject,
  { bundle, person_id }: { bundle: string; person_id: string },
): Promise<void> {
  const { now } = context
  const said = await context.write(tx => takeToSend(tx, { bundle, person_id, read, again: false }, now))
  const first = said[0]
  if (!first) return
  const home = (await context.read(tx => homeOf(tx, person_id))) ?? context.organisation_id
  const sent = await handIn(context, home, person_id, said)
  await context.write(async tx => {
    if (!sent.ok) {
      for (const { taken } of said) await tryLater(tx, { taken, ...sent }, now)
      return
    }
    const ids = said.map(({ taken }) => taken.delivery_id)
    await settleDeliveries(tx, { ids, state: 'sent', provider_id: sent.provider_id }, now)
    const payload = { home, provider_id: sent.provider_id, tries: 0 }
    await enqueue(tx, askTexts, context.organisation_id, payload, { at: after(now, 0) })
  })
}

async function handIn(context: JobContext, home: string, person_id: string, said: readonly Said[]) {
  const { settings, service } = await context.read(async tx => ({
    settings: await getSettings(tx, person_id),
    service: await findTextSettings(tx, home),
  }))
  if (!service?.active) return { ok: false, why: 'Their organisation sends no text messages.', again: false } as const
  if (!settings.phone || !settings.phone_confirmed_at)
    return { ok: false, why: 'They have no telephone number that is confirmed.', again: false } as const
  const message = { phone: settings.phone, text: textOf(said), reference: said[0]!.taken.delivery_id }
  try {
    return await sendText(openTextService(service), message, context.now)
  } catch (error) {
    if (error instanceof Problem) return { ok: false, why: error.message, again: false } as const
    throw error
  }
}

/** One thing with where it is read; of several, how many, and the first place. */
function textOf(said: readonly Said[]): string {
  const { words, taken } = said.at(-1)!
  const more = said.length > 1 ? ` (and ${said.length - 1} more)` : ''
  return `${words.short}${more} ${absolute(taken.notice.path)}`
}

const PAUSES_MINUTES = [1, 5, 30, 180, 1440]
const after = (now: Date, tries: number) => new Date(now.getTime() + PAUSES_MINUTES[tries]! * 60_000)

/** Asks the text message service how one went, ever more seldom, until it says or a day is over. */
export const askTexts = defineJob(
  'channels.askTexts',
  z.object({ home: z.uuid(), provider_id: z.string(), tries: z.number() }),
  async (context, { home, provider_id, tries }) => {
    // The text message service is of the organisation whose person was told; the delivery is of the case's.
    const both = context.together([home])
    const service = await both.read(tx => findTextSettings(tx, home))
    const said = service && (await askText(openTextService(service).key, provider_id, context.now))
    await both.write(async tx => {
      if (said) {
        await tx
          .updateTable('channels.notification_deliveries')
          .set({ state: said.state, reason: said.reason, settled_at: context.now })
          .where('provider_id', '=', provider_id)
          .execute()
      } else if (tries + 1 < PAUSES_MINUTES.length) {
        const payload = { home, provider_id, tries: tries + 1 }
        await enqueue(tx, askTexts, context.organisation_id, payload, { at: after(context.now, tries + 1) })
      }
    })
  },
)
