import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { addSender, findByAddress } from '#rooms/people/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { closeLocked } from '../closing/resolve-case.actions.ts'
import { mergeCases } from '../linking/merge.actions.ts'
import { type Logged, logCase } from '../logging/log-case.actions.ts'
import { caseProblems } from '../problems.ts'
import type { MailKinds } from './mail.ts'
import { subjectOf } from './mail-text.rules.ts'

export interface LogForOriginal {
  readonly reference: string
  readonly message_id: string
}

type Forwarded = NonNullable<MailKinds['forwarded']>

/**
 * A case that somebody began by passing on another's message becomes a case of that other person's, who reads their own words and not
 * those it was passed on with. The first ends: merged into it, or, where they belong to another organisation, closed. Raises
 * `cases.not-forwarded`, `cases.several-like-that`.
 */
export async function logForOriginal(tx: Write, author: Author, command: LogForOriginal, now: Date): Promise<Logged> {
  const theCase = await lockCase(tx, command.reference)
  const forwarded = await forwardedIn(tx, theCase, command.message_id)
  const requester = await personAt(tx, author, theCase, forwarded, now)
  const own = requester.organisation_id === theCase.organisation_id
  const logged = await logCase(
    tx,
    author,
    {
      ...{ organisation_id: requester.organisation_id, requester_id: requester.person_id, channel: 'email' },
      ...{ subject: subjectOf(forwarded.subject ?? theCase.subject), kind: theCase.kind },
      ...{ body: forwarded.text.trim() || '(Nothing was written.)', started_at: theCase.started_at },
      ...(own && { category_id: theCase.category_id ?? undefined, team_id: theCase.team_id ?? undefined }),
      ...{ impact: theCase.impact, urgency: theCase.urgency },
    },
    now,
  )
  if (own) {
    await mergeCases(tx, author, { reference: theCase.reference, into: logged.reference, follow: false }, now)
  } else {
    const because = 'it is logged for whoever wrote it first'
    await closeLocked(tx, author, theCase, { closure_code: 'not_ours', because }, now)
  }
  return logged
}

async function forwardedIn(tx: Write, theCase: Case, message_id: string): Promise<Forwarded> {
  const { rows } = await sql<{ forwarded: Forwarded | null }>`
    select s.kinds -> 'forwarded' as forwarded from cases.message_sources s join cases.messages m on m.id = s.message_id
    where s.message_id = ${message_id} and s.case_id = ${theCase.id} and m.kind = 'request'`.execute(tx)
  const forwarded = rows[0]?.forwarded
  if (!forwarded?.from.valid || theCase.merged_into_id) return caseProblems.raise('not-forwarded')
  return forwarded
}

/** Whoever has the address, in the case's organisation first; nobody is guessed. */
async function personAt(tx: Write, author: Author, theCase: Case, { from }: Forwarded, now: Date) {
  const known = (await findByAddress(tx, from.address)).filter(one => one.active)
  const here = known.filter(one => one.organisation_id === theCase.organisation_id)
  const found = here.length > 0 ? here : known
  if (found.length > 1) caseProblems.raise('several-like-that')
  if (found[0]) return found[0]
  const { organisation_id } = theCase
  const command = { organisation_id, address: from.address, name: from.name || null, verified_by: 'staff' } as const
  const { id: person_id } = await addSender(tx, author, command, now)
  return { person_id, organisation_id }
}
