import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { absolute } from '#platform/site.ts'
import { getOrganisation, getPerson, isKnownAddress, type Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { isAddress } from '../sending/header.rules.ts'
import { send } from '../sending/send.actions.ts'
import { type NoticeName, noticeOf } from './kinds.rules.ts'
import { noticeMail } from './notice-mail.pages.tsx'
import type { ReadSubject } from './reader.ts'
import { getTold, type Told } from './settings.queries.ts'
import { settleDeliveries } from './settle-delivery.actions.ts'
import { isSaid, type Judged, judge, type Taken, takeDue } from './taken.queries.ts'
import { noticesKey, signUnsubscribe } from './unsubscribe-token.ts'

export interface Bundle {
  readonly bundle: string
  readonly organisation_id: string
  readonly person_id: string
  /** The organisation the person belongs to. */
  readonly home: string
  readonly read: ReadSubject
}

type Said = Extract<Judged, { facts: unknown }>

/** Sends what of a bundle is due as one e-mail, in one transaction with saying so: a message is a row until it is sent. */
export async function deliverByEmail(tx: Write, _author: Author, command: Bundle, now: Date): Promise<void> {
  const { bundle, person_id, home, read } = command
  const due = await takeDue(tx, bundle, now)
  if (due.length === 0) return
  const person = await getPerson(tx, person_id)
  const told = await getTold(tx, person_id, home)
  const stranger = !person.email || !(await isKnownAddress(tx, person_id, person.email))
  const isReachable = person.email !== null && isAddress(person.email)
  const said: Said[] = []
  for (const taken of due) {
    const why = isReachable ? await whyNotByEmail(tx, taken, now) : 'They have no e-mail address.'
    const judged: Judged = why
      ? { taken, state: 'suppressed', reason: why }
      : await judge(tx, read, taken, { told, stranger }, now)
    if (isSaid(judged)) said.push(judged)
    else await settleDeliveries(tx, { ...judged, ids: [taken.delivery_id] }, now)
  }
  if (said.length === 0 || !person.email) return
  const organisation = await getOrganisation(tx, command.organisation_id)
  const to = { name: stranger ? null : person.name, address: person.email }
  const sent_id = await sendMail(tx, { said, to, organisation, told }, now)
  await settleDeliveries(tx, { ids: said.map(({ taken }) => taken.delivery_id), state: 'sent', sent_id }, now)
}

const MOST_ACKNOWLEDGEMENTS = 10

/** Why something is not told by e-mail although it is told: an answer just said it, or somebody writes in our name (abuse case 10). */
async function whyNotByEmail(tx: Read, { notice }: Taken, now: Date): Promise<string | undefined> {
  const { kind, person_id, subject_id, happened_at } = notice
  if (noticeOf(kind).saidByReply) {
    const { rows } = await sql<{ said: boolean }>`
      select exists (select from channels.sent_messages where subject_id = ${subject_id} and person_id = ${person_id} and kind = 'reply'
        and created_at between ${happened_at}::timestamptz - interval '2 minutes' and ${happened_at}::timestamptz + interval '2 minutes') as said`.execute(
      tx,
    )
    if (rows[0]?.said) return 'The answer that went with it says so.'
  }
  if (kind !== 'logged') return undefined
  const { rows } = await sql<{ sent: number }>`
    select count(*)::integer as sent from channels.notification_deliveries d join channels.notifications n on n.id = d.notification_id
    where n.person_id = ${person_id} and n.kind = 'logged' and d.channel = 'email' and d.state = 'sent'
      and d.settled_at > ${now}::timestamptz - interval '1 hour'`.execute(tx)
  return rows[0]!.sent >= MOST_ACKNOWLEDGEMENTS ? 'They were told of many in this hour.' : undefined
}

interface Mail {
  readonly said: readonly Said[]
  readonly to: { readonly name: string | null; readonly address: string }
  readonly organisation: Organisation
  readonly told: Told
}

async function sendMail(tx: Write, { said, to, organisation, told }: Mail, now: Date): Promise<string> {
  const kinds = [...new Set(said.map(({ taken }) => taken.notice.kind))]
  const unsubscribe = await unsubscribeFor(tx, told.person_id, kinds)
  const { subject, parts } = contentOf(said)
  const because = becauseOf(kinds)
  const settings_href = absolute(channelPaths.choices())
  const mail = noticeMail({ organisation, subject, parts, because, settings_href, unsubscribe_href: unsubscribe })
  const { notice } = said[0]!.taken
  const one = said.every(({ taken }) => taken.notice.subject_id === notice.subject_id)
  return send(
    tx,
    {
      ...{ organisation_id: organisation.id, kind: kinds[0] === 'logged' ? 'acknowledgement' : 'notification' },
      ...{ subject_id: one ? notice.subject_id : null, person_id: told.person_id, to, subject, ...mail },
      in_reply_to: said.length === 1 ? (notice.facts.answers ?? null) : null,
      headers: {
        ...(unsubscribe && {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    },
    now,
  )
}

/** One thing is said in full; several in a line each, those of one case together. */
function contentOf(said: readonly Said[]) {
  const part = ({ taken: { notice } }: Said, body: string) => {
    return { body, reference: notice.reference, href: absolute(notice.path) }
  }
  if (said.length === 1) return { subject: said[0]!.words.subject, parts: [part(said[0]!, said[0]!.words.body)] }
  const cases = Map.groupBy(said, ({ taken }) => taken.notice.path)
  const parts = [...cases.values()].map(all => part(all[0]!, all.map(({ words }) => words.short).join('\n')))
  const subject =
    cases.size > 1 ? `News of ${cases.size} cases` : `${said.at(-1)!.words.subject} (and ${said.length - 1} more)`
  return { subject, parts }
}

const becauseOf = (kinds: readonly NoticeName[]): string =>
  kinds.length === 1
    ? `You get this when ${noticeOf(kinds[0]!).title}.`
    : 'You get this as you chose to be told of what happens.'

/** A link that turns off what this message told, if all of it may be turned off. */
async function unsubscribeFor(tx: Read, person_id: string, kinds: readonly NoticeName[]): Promise<string | undefined> {
  if (!kinds.every(kind => noticeOf(kind).optional)) return undefined
  const kind = kinds.length === 1 ? kinds[0]! : 'all'
  return absolute(channelPaths.unsubscribe({ token: signUnsubscribe(await noticesKey(tx), { person_id, kind }) }))
}
