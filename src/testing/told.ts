import type { Council, Member } from './council.tsx'

/** A moment some seconds on, by when what is gathered for a minute has gone. */
export const later = (seconds = 61) => new Date(Date.now() + seconds * 1000)

/** Does the waiting work, and then what was gathered for a minute. */
export async function tellAll(c: Council) {
  await c.work()
  await c.work(later())
}

/** What somebody was told, oldest first: on screen (`kinds`), by e-mail, and what became of each delivery. */
export async function toldTo(c: Council, person: Member) {
  const [notices, mails, deliveries] = await c.reading(tx =>
    Promise.all([
      tx
        .selectFrom('channels.notifications')
        .select(['id', 'kind', 'words', 'state', 'on_screen'])
        .where('person_id', '=', person.id)
        .orderBy('happened_at')
        .orderBy('id')
        .execute(),
      tx
        .selectFrom('channels.sent_messages')
        .select(['subject', 'text', 'html', 'to_address', 'to_name', 'headers', 'kind'])
        .where('person_id', '=', person.id)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
      tx
        .selectFrom('channels.notification_deliveries as d')
        .innerJoin('channels.notifications as n', 'n.id', 'd.notification_id')
        .select(['n.kind', 'd.channel', 'd.state', 'd.reason', 'd.not_before', 'd.attempts'])
        .where('n.person_id', '=', person.id)
        .orderBy('n.happened_at')
        .orderBy('d.id')
        .execute(),
    ]),
  )
  return { kinds: notices.filter(({ on_screen }) => on_screen).map(({ kind }) => kind), notices, mails, deliveries }
}
