/*
 * Two copies of Moothall that write to each other come to an end. Each knows the other by an address that is none of its own, so
 * only what they send, and how often, can stop them.
 */
import { expect, test } from 'vitest'
import { mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'
import { tellAll } from '#testing/told.ts'

type Desk = Awaited<ReturnType<typeof mailDesk>>

const MOST_ROUNDS = 30

/** What a desk has sent to an address, oldest first. */
const sentBy = ({ c }: Desk, to_address: string) =>
  c.reading(tx =>
    tx
      .selectFrom('channels.sent_messages')
      .select(['id', 'kind', 'message_id', 'in_reply_to', 'subject', 'text'])
      .where('organisation_id', '=', c.organisation_id)
      .where('to_address', '=', to_address)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )

/** Carries everything from one desk to the other and back until neither has more to say; how many messages that took. */
async function converse(one: Desk, other: Desk, { marks }: { readonly marks: boolean }): Promise<number> {
  const ends = [
    { desk: one, address: `help@${one.c.short.toLowerCase()}-copy.example` },
    { desk: other, address: `help@${other.c.short.toLowerCase()}-copy.example` },
  ] as const
  const carried = new Set<string>()
  await other.post(mail({ From: `Help <${ends[0].address}>`, Subject: 'Bins', body: 'Which day are they emptied?' }))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = carried.size
    for (const [from, to] of [
      [ends[1], ends[0]],
      [ends[0], ends[1]],
    ] as const) {
      await tellAll(from.desk.c)
      for (const sent of await sentBy(from.desk, to.address)) {
        if (carried.has(sent.id)) continue
        carried.add(sent.id)
        await to.desk.post(
          mail({
            ...(marks && sent.kind !== 'reply' && { 'Auto-Submitted': 'auto-replied' }),
            From: `Help <${from.address}>`,
            To: to.address,
            Subject: sent.subject,
            'Message-ID': `<${sent.message_id}>`,
            'In-Reply-To': sent.in_reply_to ? `<${sent.in_reply_to}>` : undefined,
            body: sent.text,
          }),
        )
      }
    }
    if (carried.size === before) return carried.size
  }
  return Number.POSITIVE_INFINITY
}

// Without its marks, as a careless gateway leaves a message, only counting ends it.
test.each([
  ['new_person', true, 1],
  ['answer', true, 1],
  ['new_person', false, 6],
  ['answer', false, 6],
] as const)(
  'two desks that write to each other end (unknown senders: %s; marks kept: %s)',
  async (unknown_sender, marks, most) => {
    const [one, other] = [await mailDesk({ unknown_sender }), await mailDesk({ unknown_sender })]
    const carried = await converse(one, other, { marks })
    expect(carried).toBeGreaterThan(0)
    expect(carried).toBeLessThanOrEqual(most)
  },
)
