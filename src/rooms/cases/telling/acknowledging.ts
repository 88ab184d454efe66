import type { Happened } from '#platform/events/event.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { findAcknowledging } from '#rooms/channels/index.ts'

export interface Acknowledging {
  /** Nothing automatic, sent to many, or unproved is answered; nor what came to a mailbox that acknowledges nothing. */
  readonly notByEmail: boolean
  readonly answers: string | null
}

/** Whether whoever began a case by e-mail may be told by e-mail that it has come, and which message that answers. */
export async function acknowledgingOf(
  context: JobContext,
  { subject_id, payload: { message_id } }: Happened<{ message_id: string }>,
): Promise<Acknowledging> {
  const source = await context.read(tx =>
    tx
      .selectFrom('cases.message_sources')
      .select(['received_id', 'raw_organisation_id', 'may_answer'])
      .where('message_id', '=', message_id)
      .where('case_id', '=', subject_id)
      .executeTakeFirst(),
  )
  if (!source) return { notByEmail: false, answers: null }
  // The mailbox may be the shared desk's, which filed this message for the case's organisation.
  const found = await context
    .together([source.raw_organisation_id])
    .read(tx => findAcknowledging(tx, source.received_id))
  return { notByEmail: !source.may_answer || found?.acknowledges !== true, answers: found?.message_id ?? null }
}
