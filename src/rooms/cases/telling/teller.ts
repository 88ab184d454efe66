import type { Read, Write } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import type { Author } from '#platform/events/record.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { type NoticeName, noticeOf, notify, notifyHooks } from '#rooms/channels/index.ts'
import { namesOf } from '#rooms/people/index.ts'
import { type Case, getCaseById } from '../case.queries.ts'
import { casePaths, requestPaths } from '../paths.ts'
import { callToTell } from '../replying/call.actions.ts'
import { namedAmong, readersToTell } from '../restricting/reader.queries.ts'
import { wantOtherwise } from './readers.queries.ts'

type Facts = Readonly<Record<string, string | null>>

interface More {
  /** Instead of the event's number: which occurrence it is. */
  readonly key?: string
  readonly notByEmail?: boolean
  readonly answers?: string | null
}

/** What a listener needs to tell people of a case. */
export interface Teller {
  readonly tx: Write
  readonly theCase: Case
  /** Tells each of them of this event, once. */
  tell(kind: NoticeName, persons: readonly string[], facts?: Facts, more?: More): Promise<void>
  /** Tells the conversations and programs that want to hear of it. */
  tellHooks(kind: NoticeName, facts?: Facts): Promise<void>
}

/** Of these somebody waits for what the person says or does: whoever does not read e-mail is rung, or written to (S-128). */
const NEEDS_AN_ANSWER: ReadonlySet<NoticeName> = new Set(['waiting_for_you'])

/** What somebody must see to: of a restricted case it is told to those named, when nobody else may know of it. */
const SOMEBODY_MUST: ReadonlySet<NoticeName> = new Set(['requester_answered', 'reopened', 'message_not_delivered'])

async function whoMayKnow(tx: Read, theCase: Case, kind: NoticeName, persons: readonly string[]) {
  const named = await namedAmong(tx, theCase, persons, noticeOf(kind).side === 'requester')
  return theCase.restricted && named.length === 0 && SOMEBODY_MUST.has(kind) ? readersToTell(tx, theCase.id) : named
}

/** Runs a listener's telling in one transaction. An event delivered twice tells nobody twice: its number is in the key. */
export async function telling(
  context: JobContext,
  event: Happened,
  work: (teller: Teller) => Promise<void>,
): Promise<void> {
  await context.write(async tx => {
    const theCase = await getCaseById(tx, event.subject_id)
    const name = (await namesOf(tx, [event.actor_id])).get(event.actor_id ?? '') ?? context.service.name
    const author: Author = { person_id: event.actor_id ?? undefined, name }
    const { id, organisation_id, reference } = theCase
    const said = (kind: NoticeName, facts: Facts, more: More = {}) => {
      const path = (noticeOf(kind).side === 'staff' ? casePaths : requestPaths).show({ reference })
      return {
        ...{ kind, subject: { id, organisation_id, reference, path }, facts: { who: name, ...facts } },
        key: `${kind}:${event.event_id}`,
        ...more,
      }
    }
    await work({
      tx,
      theCase,
      async tell(kind, persons, facts = {}, more = {}) {
        const otherwise = await wantOtherwise(tx, noticeOf(kind).side === 'staff' ? [] : persons)
        for (const person_id of new Set(await whoMayKnow(tx, theCase, kind, persons))) {
          const way = otherwise.get(person_id)
          const what = { ...said(kind, facts, more), person_id, ...(way && { notByEmail: true }) }
          const told = await notify(tx, author, what, context.now)
          if (told && way && way !== 'none' && NEEDS_AN_ANSWER.has(kind))
            await callToTell(tx, author, { theCase, way }, context.now)
        }
      },
      // Nobody knows who reads a conversation.
      tellHooks: async (kind, facts = {}) =>
        theCase.restricted
          ? undefined
          : notifyHooks(tx, author, { ...said(kind, facts), team_id: theCase.team_id }, context.now),
    })
  })
}
