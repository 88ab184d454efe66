/*
 * A case as somebody who is to be told of it may see it now: what stands here is all that any notice can say. No message, no note and
 * no file is read (abuse case 24); another council's case is not there, and what is over is not told.
 */
import type { Read } from '#platform/database/transaction.ts'
import { sayWhen } from '#platform/time/say.ts'
import type { NoticeFacts, ReadSubject } from '#rooms/channels/index.ts'
import { getOrganisation, mayNow } from '#rooms/people/index.ts'
import { type Case, findCaseById } from '../case.queries.ts'
import { findStanding } from '../escalating/read-escalation.queries.ts'
import { readMajorForTelling } from '../major/read-major-for-telling.queries.ts'
import { namedAmong } from '../restricting/reader.queries.ts'
import { isStillSo } from './still-so.queries.ts'

type About = Parameters<ReadSubject>[1]

const METRICS: Record<string, string> = {
  ...{ acknowledge: 'the acknowledgement', first_response: 'the first answer', next_response: 'the next answer' },
  ...{ keep_informed: 'an update', own: 'an owner', restore: 'having it work again', resolve: 'the fix' },
  fulfil: 'the fulfilment',
}

/** What a notice about a case may say; null when its reader may not know of it, or when it is no longer so. */
export const readForTelling: ReadSubject = async (tx, about, now) => {
  if (about.kind === 'major_update_due') return readMajorForTelling(tx, about, now)
  // What it says was chosen by what its reader may see, seconds ago; it names cases by their references alone.
  if (about.kind === 'escalations_missed') return about.facts
  const theCase = await findCaseById(tx, about.subject_id)
  if (!theCase || theCase.organisation_id !== about.organisation_id) return null
  if (!(await mayKnow(tx, theCase, about))) return null
  if (!(await isStillSo(tx, theCase, about))) return null
  const facts = OF_TARGETS.includes(about.kind) ? await factsOf(tx, theCase, about) : about.facts
  return facts && { ...(await ofTheCase(tx, theCase)), ...ofWhatHappened(facts, theCase, now) }
}

/** Staff who may read cases there, and whoever asked for it or follows it. A hook is the desk's own: who set it up could read it. */
async function mayKnow(tx: Read, theCase: Case, { person_id, side }: About): Promise<boolean> {
  if (!person_id) return side === 'staff' && !theCase.restricted
  if ((await namedAmong(tx, theCase, [person_id], side === 'requester')).length === 0) return false
  if (side === 'staff') return mayNow(tx, person_id, theCase.organisation_id, 'cases.read')
  if (!(await mayNow(tx, person_id, theCase.organisation_id, 'cases.ask'))) return false
  return theCase.requester_id === person_id || (await isWatcher(tx, theCase.id, person_id))
}

export async function isWatcher(tx: Read, case_id: string, person_id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('cases.watchers')
    .select('person_id')
    .where('case_id', '=', case_id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return found !== undefined
}

async function ofTheCase(tx: Read, theCase: Case): Promise<NoticeFacts> {
  const { name, reopen_days } = await getOrganisation(tx, theCase.organisation_id)
  return {
    ...{ 'case.reference': theCase.reference, 'case.subject': theCase.subject, 'case.priority': theCase.priority },
    ...{ 'case.organisation': theCase.organisation, 'organisation.name': name, resolution: theCase.resolution },
    'reopen.days': String(reopen_days),
  }
}

const OF_TARGETS: readonly string[] = ['due_soon', 'overdue', 'escalated']

/** A threshold as it stands now; null once its clock stands still, or somebody has said that they have it. */
async function factsOf(tx: Read, theCase: Case, { facts }: About): Promise<About['facts'] | null> {
  const standing = await findStanding(tx, facts.escalation_id)
  if (!standing || theCase.state === 'resolved' || theCase.state === 'closed') return null
  const { due_at, metric, threshold } = standing
  return { ...facts, metric, threshold, due_at: due_at?.toISOString() ?? null }
}

function ofWhatHappened(facts: About['facts'], { zone }: Case, now: Date): NoticeFacts {
  const { who, metric, due_at, title, what, address, threshold } = facts
  return {
    ...{ who: who ?? 'Somebody', 'task.title': title ?? null, address: address ?? null },
    threshold: threshold ?? null,
    what: what ?? (metric ? (METRICS[metric] ?? metric) : null),
    due: due_at ? sayWhen(new Date(due_at), zone, now) : null,
  }
}
