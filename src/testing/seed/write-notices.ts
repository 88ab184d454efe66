/* What each of the cast was told lately, as it stands under their bell: of their own newest cases, the oldest of them read. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { CAST } from '../cast.ts'
import type { World } from './world.ts'

const MOST = 6

/** Of what a case says, what somebody on that side was told; each once, under a name made from the case. */
async function told(tx: Write, person_id: string, side: 'requester' | 'staff', now: Date): Promise<void> {
  const staff = side === 'staff'
  const [kind, whose, path] = staff
    ? ['assigned', sql`c.assignee_id`, '/cases/']
    : ['logged', sql`c.requester_id`, '/requests/']
  const words = staff
    ? sql`c.reference || ' is yours: ' || c.subject`
    : sql`'We have your request ' || c.reference || '. We will tell you when there is news.'`
  await sql`
    insert into channels.notifications (id, organisation_id, person_id, kind, side, subject_id, reference, path, key, words, state,
      on_screen, happened_at, told_at, read_at)
    select md5(c.id::text || ${kind})::uuid, c.organisation_id, ${person_id}, ${kind}, ${side}, c.id, c.reference, ${path} || c.reference,
      'seed:' || ${kind} || c.reference, ${words}, 'told', true, c.logged_at, c.logged_at,
      case when c.logged_at < ${now}::timestamptz - interval '3 days' then c.logged_at + interval '1 hour' end
    from cases.cases c where ${whose} = ${person_id} and c.logged_at <= ${now} order by c.logged_at desc limit ${MOST}`.execute(
    tx,
  )
}

/** Gives the cast some news. */
export async function writeNotices(tx: Write, { partners }: World, now: Date): Promise<void> {
  const persons = partners.flatMap(partner => partner.persons)
  const idOf = (name: string) => persons.find(person => person.name === name)?.id
  for (const [name, side] of [
    [CAST.ben.name, 'requester'],
    [CAST.asha.name, 'staff'],
    [CAST.chidi.name, 'staff'],
  ] as const) {
    const id = idOf(name)
    if (id) await told(tx, id, side, now)
  }
}
