import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { seal } from '#platform/secrets/seal.ts'
import { mailboxSaved } from '../events.ts'
import { lockMailbox, type Mailbox } from './mailbox.queries.ts'
import { boundTo, type ImapSettings, imapOf, type SmtpSettings, smtpOf } from './server.ts'

/** A password as typed: empty keeps the one there is, as long as it goes to the same server and user. */
export interface Typed {
  readonly password: string
}
type Unsealed<Settings> = Omit<Settings, 'sealed_password'> & Typed

/** Where a mailbox's mail goes out; null: by the installation's own mail server. Raises `secrets.no-key`. */
export async function saveSending(
  tx: Write,
  author: Author,
  command: { id: string; smtp: Unsealed<SmtpSettings> | null },
  now: Date,
): Promise<void> {
  const mailbox = await lockMailbox(tx, command.id)
  const before = smtpOf(mailbox.smtp)
  const smtp = command.smtp && sealed(mailbox.id, 'smtp', command.smtp, before)
  await tx
    .updateTable('channels.mailboxes')
    .set({ smtp: smtp && JSON.stringify(smtp) })
    .where('id', '=', mailbox.id)
    .execute()
  await recordServer(tx, author, { mailbox, way: 'smtp', before, after: smtp, changed: !!command.smtp?.password }, now)
}

/** Where a mailbox's mail is fetched from; null: it is delivered. `take_existing`: also what is in the folder now. */
export async function saveFetching(
  tx: Write,
  author: Author,
  command: { id: string; imap: Unsealed<ImapSettings> | null; take_existing: boolean },
  now: Date,
): Promise<void> {
  const mailbox = await lockMailbox(tx, command.id)
  const before = imapOf(mailbox.imap)
  const imap = command.imap && sealed(mailbox.id, 'imap', command.imap, before)
  await tx
    .updateTable('channels.mailboxes')
    .set({ imap: imap && JSON.stringify(imap) })
    .where('id', '=', mailbox.id)
    .execute()
  if (imap)
    await beginFetching(tx, mailbox, { afresh: !isSamePlace(before, imap), take_existing: command.take_existing }, now)
  await recordServer(tx, author, { mailbox, way: 'imap', before, after: imap, changed: !!command.imap?.password }, now)
}

const isSamePlace = (before: ImapSettings | null, after: ImapSettings): boolean =>
  before?.host === after.host && before.user === after.user && before.folder === after.folder

async function beginFetching(
  tx: Write,
  { id, organisation_id }: Mailbox,
  { afresh, take_existing }: { afresh: boolean; take_existing: boolean },
  now: Date,
) {
  const begin = { since: take_existing ? null : now, uidvalidity: null, last_uid: 0 }
  const again = { next_at: now, failures: 0, problem: null }
  await tx
    .insertInto('channels.fetches')
    .values({ mailbox_id: id, organisation_id, ...begin, ...again })
    .onConflict(same => same.column('mailbox_id').doUpdateSet(afresh || take_existing ? { ...begin, ...again } : again))
    .execute()
}

/** A password typed for one server is never sent to another: a new host or user needs it again. */
function sealed<Settings extends SmtpSettings>(
  mailbox_id: string,
  way: 'imap' | 'smtp',
  { password, ...settings }: Unsealed<Settings>,
  before: SmtpSettings | null,
) {
  const same = before?.host === settings.host && before.user === settings.user
  const kept = same ? before.sealed_password : null
  return { ...settings, sealed_password: password === '' ? kept : seal(boundTo(mailbox_id, way), password) }
}

interface Recorded {
  readonly mailbox: Mailbox
  readonly way: 'imap' | 'smtp'
  readonly before: SmtpSettings | null
  readonly after: object | null
  readonly changed: boolean
}

/** What changed, never a password: only that there is another. */
async function recordServer(tx: Write, author: Author, { mailbox, way, before, after, changed }: Recorded, now: Date) {
  const told = (settings: object | null) =>
    Object.fromEntries(
      Object.entries(settings ?? {})
        .filter(([name]) => name !== 'sealed_password')
        .map(([name, value]) => [`${way}_${name}`, value]),
    )
  const changes = changesBetween(told(before), { ...emptied(told(before)), ...told(after) })
  if (changed) changes[`${way}_password`] = { before: '(sealed)', after: '(another)' }
  if (Object.keys(changes).length > 0) await record(tx, author, mailboxSaved, mailbox, { changes }, now)
}

const emptied = (told: object) => Object.fromEntries(Object.keys(told).map(name => [name, null]))
