import type { Read } from '#platform/database/transaction.ts'
import type { NoticeName, ReadSubject } from '#rooms/channels/index.ts'
import type { Case } from '../case.queries.ts'

type About = Parameters<ReadSubject>[1]
type Asks = (tx: Read, theCase: Case, about: About) => boolean | Promise<boolean>

const isOpen = ({ state }: Case) => state !== 'resolved' && state !== 'closed'

const taskIsOpen = async (tx: Read, id: string | null | undefined) =>
  id
    ? tx
        .selectFrom('cases.tasks')
        .select(['assignee_id', 'due_at'])
        .where('id', '=', id)
        .where('state', '=', 'to_do')
        .executeTakeFirst()
    : undefined

/** For each kind, whether it is still so. What is not named here stays true: it was said, and somebody was named. */
const STILL_SO: Partial<Record<NoticeName, Asks>> = {
  waiting_for_you: (_, { state, hold_reason }) => state === 'on_hold' && hold_reason === 'requester',
  resolved: (_, { state }) => state === 'resolved' || state === 'closed',
  closed: (_, { state }) => state === 'closed',
  assigned: (_, theCase, { person_id }) => isOpen(theCase) && theCase.assignee_id === person_id,
  team_assigned: (_, theCase) => isOpen(theCase) && theCase.assignee_id === null,
  requester_answered: (_, theCase) => theCase.state !== 'closed',
  reopened: (_, theCase) => isOpen(theCase),
  task_assigned: async (tx, _, { facts, person_id }) =>
    (await taskIsOpen(tx, facts.task_id))?.assignee_id === person_id,
  task_due: async (tx, _, { facts }) => (await taskIsOpen(tx, facts.task_id))?.due_at?.toISOString() === facts.due_at,
  task_escalated: async (tx, _, { facts }) =>
    (await taskIsOpen(tx, facts.task_id))?.due_at?.toISOString() === facts.due_at,
}

/** Whether what was to be told is still so. A case that was merged into another has nothing to tell. */
export async function isStillSo(tx: Read, theCase: Case, about: About): Promise<boolean> {
  if (theCase.merged_into_id) return false
  return (await STILL_SO[about.kind]?.(tx, theCase, about)) ?? true
}
