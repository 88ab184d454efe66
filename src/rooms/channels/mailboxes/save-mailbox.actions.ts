import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { findCategory } from '#rooms/catalogue/index.ts'
import { getOrganisation, listOrganisations, listTeams, lockOrganisation } from '#rooms/people/index.ts'
import { mailboxAdded, mailboxSaved } from '../events.ts'
import { channelProblems } from '../problems.ts'
import { lockMailbox, type Mailbox, servedBy } from './mailbox.queries.ts'

/** What is decided about a mailbox, but for its servers. */
export interface MailboxFields extends Omit<Mailbox, 'id' | 'organisation_id' | 'active' | 'smtp' | 'imap'> {
  /** The organisations it logs cases for besides its own. */
  readonly serves: readonly string[]
}

/** Adds a mailbox of an organisation. Raises when a team, category or served organisation is not one that it may name. */
export async function addMailbox(
  tx: Write,
  author: Author,
  command: { organisation_id: string; fields: MailboxFields },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, fields } = command
  await lockOrganisation(tx, organisation_id)
  await requireOwn(tx, organisation_id, fields)
  const id = newId()
  const { serves, ...columns } = fields
  if (fields.sends_by_default) await noDefault(tx, organisation_id)
  await tx
    .insertInto('channels.mailboxes')
    .values({ ...columns, ...lists(fields), id, organisation_id, created_at: now })
    .execute()
  await serve(tx, { id, organisation_id }, serves)
  await record(tx, author, mailboxAdded, { id, organisation_id }, { address: fields.address, name: fields.name }, now)
  return { id }
}

/** Changes a mailbox. What was received before stays as it was filed. */
export async function editMailbox(
  tx: Write,
  author: Author,
  command: { id: string; fields: MailboxFields },
  now: Date,
): Promise<void> {
  const { id, fields } = command
  const mailbox = await lockMailbox(tx, id)
  const { organisation_id } = mailbox
  await requireOwn(tx, organisation_id, fields)
  const served = await servedBy(tx, id)
  // Those that the author may not see stay served: only who manages both may take one away.
  const visible = (await listOrganisations(tx)).map(organisation => organisation.id)
  const serves = [...served.filter(one => !visible.includes(one)), ...fields.serves].sort()
  const changes = changesBetween(inText({ ...mailbox, serves: served }), inText({ ...fields, serves }))
  if (Object.keys(changes).length === 0) return
  if (fields.sends_by_default && !mailbox.sends_by_default) await noDefault(tx, organisation_id)
  const { serves: _, ...columns } = fields
  await tx
    .updateTable('channels.mailboxes')
    .set({ ...columns, ...lists(fields) })
    .where('id', '=', id)
    .execute()
  await serve(tx, mailbox, serves)
  await record(tx, author, mailboxSaved, mailbox, { changes }, now)
}

/** Switches a mailbox off or on. Nothing is deleted: what came to it can be seen, and what comes is refused at the door. */
export async function switchMailbox(
  tx: Write,
  author: Author,
  command: { id: string; active: boolean },
  now: Date,
): Promise<void> {
  const mailbox = await lockMailbox(tx, command.id)
  if (mailbox.active === command.active) return
  await tx.updateTable('channels.mailboxes').set({ active: command.active }).where('id', '=', mailbox.id).execute()
  const changes = changesBetween({ active: mailbox.active }, { active: command.active })
  await record(tx, author, mailboxSaved, mailbox, { changes }, now)
}

const noDefault = (tx: Write, organisation_id: string) =>
  tx
    .updateTable('channels.mailboxes')
    .set({ sends_by_default: false })
    .where('organisation_id', '=', organisation_id)
    .where('sends_by_default', '=', true)
    .execute()

async function serve(
  tx: Write,
  { id, organisation_id }: { id: string; organisation_id: string },
  serves: readonly string[],
) {
  await tx.deleteFrom('channels.mailbox_organisations').where('mailbox_id', '=', id).execute()
  // Its own people too, unless it is the desk's, whose people are the councils'. Whoever files reads the list as it stands.
  const { kind } = await getOrganisation(tx, organisation_id)
  const own = serves.length > 0 && kind !== 'shared_service' ? [organisation_id] : []
  const rows = [...new Set([...own, ...serves])].map(serves_id => ({ mailbox_id: id, organisation_id, serves_id }))
  if (rows.length > 0) await tx.insertInto('channels.mailbox_organisations').values(rows).execute()
}

/** Everything a mailbox names is its own organisation's, or the shared desk's team, or an organisation the author manages too. */
async function requireOwn(tx: Write, organisation_id: string, fields: MailboxFields): Promise<void> {
  const { team_id, category_id, serves } = fields
  if (team_id && !(await teamsFor(tx, organisation_id)).some(({ id }) => id === team_id))
    channelProblems.raise('not-theirs')
  if (category_id && !(await findCategory(tx, organisation_id, category_id))) channelProblems.raise('not-theirs')
  if (serves.length === 0) return
  const visible = (await listOrganisations(tx)).map(({ id }) => id)
  if (!serves.every(id => id !== organisation_id && visible.includes(id))) channelProblems.raise('not-theirs')
}

/** The teams a mailbox's cases may go to: its organisation's own, and the shared desk's. */
export async function teamsFor(tx: Write | Parameters<typeof listTeams>[0], organisation_id: string) {
  const [teams, organisations] = await Promise.all([listTeams(tx), listOrganisations(tx)])
  const others = organisations.filter(({ id, kind }) => id !== organisation_id && kind !== 'shared_service')
  return teams.filter(team => !others.some(({ id }) => id === team.organisation_id))
}

const lists = ({ allowed_senders, blocked_senders, refused_files }: MailboxFields) => ({
  ...{
    allowed_senders: [...allowed_senders],
    blocked_senders: [...blocked_senders],
    refused_files: [...refused_files],
  },
})

/** As an event tells it: lists with commas. */
function inText(fields: MailboxFields) {
  const { allowed_senders, blocked_senders, refused_files, serves, ...plain } = fields
  return {
    ...plain,
    ...{ allowed_senders: allowed_senders.join(', '), blocked_senders: blocked_senders.join(', ') },
    ...{ refused_files: refused_files.join(', '), serves: [...serves].sort().join(', ') },
  }
}
