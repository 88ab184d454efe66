/* What of a case is worth telling, and to whom. How it is said, and whether they may know of it when it is sent, is not decided here. */
import type { Listener } from '#platform/jobs/define.ts'
import { listHolders } from '#rooms/people/index.ts'
import { acknowledgingOf } from './acknowledging.ts'
import { mentionsIn } from './mention.rules.ts'
import { membersOf, seeToIt, watchersOf } from './readers.queries.ts'
import { type Teller, telling } from './teller.ts'

/** To whoever was given the case; of one that nobody has, to the team it came to. */
async function tellWhoHasIt({ tx, theCase, tell, tellHooks }: Teller): Promise<void> {
  if (theCase.assignee_id) return tell('assigned', [theCase.assignee_id])
  await tell('team_assigned', await membersOf(tx, theCase.team_id))
  await tellHooks('team_assigned')
}

/** To those who follow it, but to nobody who is told the same as its requester or as whoever has it. */
async function tellWatchers(
  { tx, theCase, tell }: Teller,
  what: string,
  portal?: 'answered' | 'resolved',
): Promise<void> {
  const watchers = await watchersOf(tx, theCase)
  const others = (ids: readonly string[]) => ids.filter(id => id !== theCase.assignee_id && id !== theCase.requester_id)
  await tell('watched', others(watchers.staff), { what })
  if (portal) await tell(portal, others(watchers.portal))
}

export const tellLogged: Listener<{ message_id: string }> = async (context, event) => {
  const acknowledging = await acknowledgingOf(context, event)
  await telling(context, event, async teller => {
    const { theCase, tell } = teller
    await tell('logged', [theCase.requester_id], {}, acknowledging)
    await tellWhoHasIt(teller)
  })
}

export const tellAssigned: Listener = (context, event) =>
  telling(context, event, async teller => {
    await tellWhoHasIt(teller)
    await tellWatchers(teller, 'was given to somebody else')
  })

export const tellReplied: Listener<{ side: 'requester' | 'staff' }> = (context, event) =>
  telling(context, event, async teller => {
    const { tx, theCase, tell, tellHooks } = teller
    if (event.payload.side === 'staff') {
      await tell('answered', [theCase.requester_id])
      return tellWatchers(teller, 'was answered', 'answered')
    }
    await tell('requester_answered', await seeToIt(tx, theCase))
    await tellHooks('requester_answered')
    await tellWatchers(teller, 'has a new message')
  })

export const tellNoted: Listener<{ message_id: string }> = (context, event) =>
  telling(context, event, async teller => {
    const { tx, theCase, tell } = teller
    const note = await tx
      .selectFrom('cases.messages')
      .select('body')
      .where('id', '=', event.payload.message_id)
      .executeTakeFirst()
    // What somebody outside wrote mentions nobody (beh-21).
    if (event.actor_id && note?.body.includes('@'))
      await tell('mentioned', mentionsIn(note.body, await listHolders(tx, theCase.organisation_id, 'cases.read')))
    const { staff } = await watchersOf(tx, theCase)
    await tell('watched', staff, { what: 'has a new note' })
  })

export const tellHeld: Listener<{ reason: string }> = (context, event) =>
  telling(context, event, async ({ theCase, tell }) => {
    if (event.payload.reason === 'requester') await tell('waiting_for_you', [theCase.requester_id])
  })

export const tellResolved: Listener = (context, event) =>
  telling(context, event, async teller => {
    await teller.tell('resolved', [teller.theCase.requester_id])
    await tellWatchers(teller, 'was resolved', 'resolved')
  })

export const tellClosed: Listener = (context, event) =>
  telling(context, event, async teller => {
    await teller.tell('closed', [teller.theCase.requester_id])
    await tellWatchers(teller, 'was closed')
  })

export const tellReopened: Listener = (context, event) =>
  telling(context, event, async teller => {
    await teller.tell('reopened', await seeToIt(teller.tx, teller.theCase))
    await teller.tellHooks('reopened')
    await tellWatchers(teller, 'was reopened')
  })

/** To whoever has the case: somebody waits for words that did not arrive. */
export const tellUndelivered: Listener<{ to: string }> = (context, event) =>
  telling(context, event, async ({ tx, theCase, tell }) => {
    await tell('message_not_delivered', await seeToIt(tx, theCase), { address: event.payload.to })
  })
