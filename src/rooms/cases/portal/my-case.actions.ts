/*
 * What a requester does. Each act first asks whether the case is theirs, so that somebody else's is as unknown as none, then does
 * what the desk's own act does. A form carries an identifier made with it: posted twice, it counts once.
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Actor } from '#platform/http/actor.ts'
import { platformProblems } from '#platform/problem.ts'
import { attachFiles } from '../attaching/attach-files.actions.ts'
import { whyNot } from '../case.rules.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { closeCase } from '../closing/resolve-case.actions.ts'
import { type LogCase, logCase } from '../logging/log-case.actions.ts'
import { refuse } from '../problems.ts'
import { answerAsRequester } from '../replying/reply.actions.ts'
import { getMyCase, type MyCaseWhole } from './my-case.queries.ts'

type Asked = Omit<LogCase, 'id' | 'organisation_id' | 'requester_id' | 'channel'> & {
  readonly id: string
  readonly file_ids: readonly string[]
}

/** Asks for help: logs a case in the person's own organisation, with its files. The same form again is the same case. */
export async function askForHelp(tx: Write, actor: Actor, asked: Asked, now: Date): Promise<{ reference: string }> {
  const { file_ids, ...command } = asked
  await oneAtATime(tx, asked.id)
  const before = await tx
    .selectFrom('cases.cases')
    .select('reference')
    .where('id', '=', asked.id)
    .where('requester_id', '=', actor.person_id)
    .executeTakeFirst()
  if (before) return before
  const organisation_id = actor.home_organisation_id
  const requester_id = actor.person_id
  const logged = await logCase(tx, actor, { ...command, organisation_id, requester_id, channel: 'portal' }, now)
  const attach = { message_id: logged.message_id, file_ids, shown_to: 'everyone' } as const
  await attachFiles(tx, actor, { id: logged.id, organisation_id }, attach, now)
  return logged
}

export interface Answer {
  readonly reference: string
  /** The message's, made with the form. */
  readonly id: string
  readonly body: string
  readonly file_ids: readonly string[]
}

/** Answers on a case of one's own, or one that is followed. */
export async function answerMyCase(tx: Write, actor: Actor, answer: Answer, now: Date): Promise<void> {
  const mine = await getMyCase(tx, actor.person_id, answer.reference)
  await say(tx, actor, mine, answer, now)
}

/** It is not fixed: opens the case again, and says why in a message. */
export async function reopenMyCase(tx: Write, actor: Actor, answer: Answer, now: Date): Promise<void> {
  const mine = await getOwnCase(tx, actor, answer.reference)
  if (await isSaid(tx, mine, answer.id)) return
  await reopenCase(tx, actor, { reference: answer.reference, because: 'the requester says it is not fixed' }, now)
  await say(tx, actor, mine, answer, now)
}

/** It is fixed: closes a case that we had resolved. */
export async function finishMyCase(tx: Write, actor: Actor, command: { reference: string }, now: Date): Promise<void> {
  const mine = await getOwnCase(tx, actor, command.reference)
  if (mine.state === 'closed' && mine.closure_code !== 'cancelled') return
  await closeCase(tx, actor, { ...command, because: 'the requester says it is fixed' }, now)
}

/** It is no longer needed. */
export async function cancelMyCase(tx: Write, actor: Actor, command: { reference: string }, now: Date): Promise<void> {
  const mine = await getOwnCase(tx, actor, command.reference)
  if (mine.closure_code === 'cancelled') return
  refuse(whyNot.cancel(mine))
  await closeCase(
    tx,
    actor,
    { ...command, closure_code: 'cancelled', because: 'the requester no longer needs it' },
    now,
  )
}

/** Remembers that a person has seen how a case stands. */
export async function lookAtMyCase(tx: Write, actor: Actor, mine: MyCaseWhole, now: Date): Promise<void> {
  const look = { case_id: mine.id, person_id: actor.person_id, organisation_id: mine.organisation_id, looked_at: now }
  await tx
    .insertInto('cases.last_looks')
    .values(look)
    .onConflict(before => before.columns(['case_id', 'person_id']).doUpdateSet({ looked_at: now }))
    .execute()
}

/** A case they asked for themselves: somebody who follows it may answer, and no more. */
async function getOwnCase(tx: Write, actor: Actor, reference: string): Promise<MyCaseWhole> {
  const mine = await getMyCase(tx, actor.person_id, reference)
  return mine.following ? platformProblems.raise('not-allowed') : mine
}

/** Waits for another post of the same form to end, so that the second of two sees what the first did. */
const oneAtATime = (tx: Write, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)

async function isSaid(tx: Write, mine: MyCaseWhole, id: string): Promise<boolean> {
  await oneAtATime(tx, id)
  const said = tx.selectFrom('cases.messages').select('id').where('id', '=', id).where('case_id', '=', mine.id)
  return (await said.executeTakeFirst()) !== undefined
}

async function say(tx: Write, actor: Actor, mine: MyCaseWhole, answer: Answer, now: Date): Promise<void> {
  const { file_ids, ...said } = answer
  const { message_id, already } = await answerAsRequester(tx, actor, { ...said, channel: 'portal' }, now)
  if (already) return
  await attachFiles(tx, actor, mine, { message_id, file_ids, shown_to: 'everyone' }, now)
}
