/** How a case stands, in words for the person who asked. */
import { sayWhen } from '#platform/time/say.ts'
import { type HoldReason, STATE_IN_PLAIN_WORDS } from '../case.rules.ts'
import type { MyCase, MyCaseWhole } from './my-case.queries.ts'

export type Stands = Pick<MyCase, 'state' | 'hold_reason' | 'closure_code'>

const isFix = (code: MyCase['closure_code']) => code === null || code === 'solved' || code === 'workaround'

/** Where it stands, in a few words: for a list, and as the heading of the case. */
export function standing({ state, hold_reason, closure_code }: Stands): string {
  if (state === 'resolved' && !isFix(closure_code)) return 'We have stopped work on this'
  if (state !== 'on_hold') return STATE_IN_PLAIN_WORDS[state]
  if (hold_reason === 'requester') return 'We are waiting for you'
  if (hold_reason === 'supplier') return 'We are waiting for a supplier'
  return hold_reason === 'planned' ? 'We have agreed a date' : 'We are waiting for a change to be made'
}

/** When something is due next, for a list; null when nothing is. */
export function dueInShort(mine: MyCase, now: Date): string | null {
  const { next_due_at: due, zone } = mine
  if (mine.state === 'on_hold' && mine.held_until) return `We go on ${sayWhen(mine.held_until, zone, now)}`
  if (!due) return null
  if (due < now)
    return mine.next_metric === 'first_response' ? 'Our answer is late' : 'This is taking longer than we promised'
  return `${mine.next_metric === 'first_response' ? 'We aim to answer' : 'We aim to finish'} by ${sayWhen(due, zone, now)}`
}

/** What happens next and by when, a sentence each. Due times already count working hours and what was waited for. */
export function whatHappensNext(mine: MyCaseWhole, now: Date): string[] {
  if (mine.merged_into_id)
    return [
      mine.merged_into
        ? `We go on with this in ${mine.merged_into}.`
        : 'We go on with this together with another request about the same thing.',
    ]
  if (mine.state === 'closed') return ['Nothing more will happen unless you tell us that it is not finished.']
  if (mine.state === 'resolved')
    return [
      isFix(mine.closure_code)
        ? 'If it is fixed, tell us, or do nothing and we will close it in a few days. If it is not, tell us and we will go on.'
        : 'We will close it in a few days. If you still need it, tell us and we will go on.',
    ]
  if (mine.state === 'on_hold') return [...sinceWhen(mine, now), whileWaiting(mine, now), ...whatWasPromised(mine, now)]
  const promises = [
    promise('answer you', mine.answer_due_at, mine, now),
    promise('have this finished', mine.fix_due_at, mine, now),
  ]
  const said = promises.filter(sentence => sentence !== null)
  return said.length > 0 ? said : ['We will tell you here as soon as there is news.']
}

function promise(what: string, due: Date | null, { zone }: MyCase, now: Date): string | null {
  if (!due) return null
  const when = sayWhen(due, zone, now)
  return due < now
    ? `We should have been able to ${what} by ${when}. We are sorry that we were not, and will as soon as we can.`
    : `We aim to ${what} by ${when}.`
}

const WAITED_FOR: Record<HoldReason, string> = {
  requester: 'We are waiting for you',
  supplier: 'We are waiting for a supplier',
  development: 'We are waiting for a change to be made',
  planned: 'We are waiting for the date we agreed',
}

/** "We are waiting for you since Tue 10:00": that time is not counted, which they may know. */
function sinceWhen({ hold_reason, held_since, zone }: MyCaseWhole, now: Date): string[] {
  if (!hold_reason || !held_since) return []
  return [
    `${WAITED_FOR[hold_reason]} since ${sayWhen(held_since, zone, now)}. This time does not count towards what we promised.`,
  ]
}

/** The answer is owed whoever waits. */
function whatWasPromised(mine: MyCaseWhole, now: Date): string[] {
  const said = promise('answer you', mine.answer_due_at, mine, now)
  return said ? [said] : []
}

function whileWaiting(mine: MyCaseWhole, now: Date): string {
  if (mine.hold_reason === 'requester') return 'We will go on as soon as you have answered.'
  if (mine.held_until) return `We will go on ${sayWhen(mine.held_until, mine.zone, now)}.`
  return mine.hold_reason === 'supplier'
    ? 'We will go on as soon as they have answered us.'
    : 'We will tell you here when it is ready.'
}

/** What we need from them; null when nothing. */
export function whatWeNeed(mine: MyCaseWhole): string | null {
  if (mine.state === 'on_hold' && mine.hold_reason === 'requester')
    return mine.asked_of_them ?? 'Please answer the last message below.'
  return mine.state === 'resolved' && isFix(mine.closure_code) ? 'Please tell us whether it is fixed.' : null
}
