/* The sentences for tasks, watchers, those who take part, replies that wait, and linked cases. */
import { HOLD_REASONS } from '../case.rules.ts'
import { type RecipientRole, ROLE_NAMES } from '../participants/participant.rules.ts'
import { named, nested, type Payload, type Sentence, textOf } from './payload.rules.ts'

const RELATIONS: Record<string, string> = {
  related_to: 'related to',
  duplicate_of: 'a duplicate of',
  has_duplicate: 'the original of',
  parent_of: 'the parent of',
  part_of: 'part of',
}
const SETTLED: Record<string, string> = { done: 'did', not_needed: 'found not needed:', to_do: 'put back to be done:' }

const NOT_DELIVERED: Record<string, string> = {
  uncertain: 'does not know whether a message arrived at',
  delayed: 'heard that a message is delayed on its way to',
  bounced: 'got a message back from',
  complained: 'heard of a complaint about a message to',
}
const inRole = (role: unknown) => ROLE_NAMES[textOf(role) as RecipientRole] ?? textOf(role)
const task = (payload: Payload) => `“${textOf(payload.title)}”`
const counted = (value: unknown, thing: string) => `${textOf(value)} ${thing}${value === 1 ? '' : 's'}`
const relation = (payload: Payload) =>
  `${RELATIONS[textOf(payload.relation)] ?? 'related to'} ${textOf(payload.reference)}`

function changedTask(payload: Payload, say: (instant: string) => string): string {
  const changes = nested(payload.changes)
  const parts = [
    'title' in changes && 'its words',
    ('team' in changes || 'assignee' in changes) &&
      `who does it (now ${textOf(nested(changes.assignee).after) || textOf(nested(changes.team).after) || 'anyone'})`,
    'due_at' in changes &&
      (textOf(nested(changes.due_at).after)
        ? `its due time (now ${say(textOf(nested(changes.due_at).after))})`
        : 'that it is due'),
    'position' in changes && 'its place in the list',
  ]
  return `changed the task ${task(payload)}: ${parts.filter(Boolean).join(', ')}`
}

function overdue(payload: Payload, say: (instant: string) => string): string {
  const persons = Array.isArray(payload.persons) ? payload.persons.map(textOf).join(' and ') : ''
  const told = persons || (payload.alerted === 'lead' ? 'the team’s lead' : 'the team')
  return `told ${told} that the task ${task(payload)}, due ${say(textOf(payload.due_at))}, is untouched`
}

const ANSWERS: Record<string, string> = { upheld: 'upheld', rejected: 'rejected', withdrawn: 'withdrew' }

function settledDispute(payload: Payload, say: (instant: string) => string): string {
  const words = textOf(payload.words)
  const pause = `${named(HOLD_REASONS, payload.reason)}, from ${say(textOf(payload.from))}`
  return `${named(ANSWERS, payload.state)} the dispute of a pause (${pause})${words ? `: ${words}` : ''}`
}

export const SIDE_SENTENCES: Readonly<Record<string, Sentence>> = {
  'case.detailsErased': () => 'took personal details out of this',
  'case.taskAdded': (payload, say) => {
    const who = textOf(payload.assignee) || textOf(payload.team)
    const due = textOf(payload.due_at)
    return `added the task ${task(payload)}${who ? ` for ${who}` : ''}${due ? `, due ${say(due)}` : ''}`
  },
  'case.taskChanged': changedTask,
  'case.taskSettled': payload => `${SETTLED[textOf(payload.state)] ?? 'changed'} the task ${task(payload)}`,
  'case.taskOverdue': overdue,
  'case.watched': ({ person }) => `made ${textOf(person)} a watcher`,
  'case.unwatched': ({ person }) => `took ${textOf(person)} off the watchers`,
  'case.participantAdded': ({ name, role }) => `added ${textOf(name)} (${inRole(role)})`,
  'case.participantRemoved': ({ name }) => `took ${textOf(name)} off those who get replies`,
  'case.replyPlanned': ({ send_at }, say) => `wrote a reply to be sent ${say(textOf(send_at))}`,
  'case.replyWithdrawn': ({ author }, _, actor) =>
    textOf(author) === actor
      ? 'took back the reply that was to be sent'
      : `took back the reply that ${textOf(author)} had written`,
  'case.replyHeld': ({ author, because }) => `did not send the reply of ${textOf(author)}: ${textOf(because)}`,
  'case.restricted': ({ readers, shown_to_requester, because }) =>
    `restricted this to ${Array.isArray(readers) ? readers.map(textOf).join(', ') : ''}${shown_to_requester ? '' : ', and hid it from its requester'}${because ? `: ${textOf(because)}` : ''}`,
  'case.readerAdded': ({ name }) => `named ${textOf(name)} among those who may know of this`,
  'case.readerRemoved': ({ name }) => `took ${textOf(name)} off those who may know of this`,
  'case.requesterShown': ({ shown_to_requester }) =>
    shown_to_requester ? 'showed this to its requester' : 'hid this from its requester',
  'case.restrictionLifted': ({ because }) => `lifted the restriction: ${textOf(because)}`,
  'case.linked': payload => `linked this as ${relation(payload)}`,
  'case.unlinked': payload => `no longer has this as ${relation(payload)}`,
  'case.merged': ({ reference }) => `merged this into ${textOf(reference)}`,
  'case.unmerged': ({ reference }) =>
    `took this out of ${textOf(reference)} again; its clocks go on, without the time in between`,
  'case.tookIn': ({ reference, messages, tasks }) =>
    `merged ${textOf(reference)} into this, with ${counted(messages, 'message')}${tasks ? ` and ${counted(tasks, 'open task')}` : ''}`,
  'case.gaveBack': ({ reference, tasks }) =>
    `undid the merge of ${textOf(reference)}${tasks ? `, which took ${counted(tasks, 'open task')} back` : ''}`,
  'case.messageNotDelivered': payload =>
    `${NOT_DELIVERED[textOf(payload.state)] ?? 'could not deliver a message to'} ${textOf(payload.to)}: ${textOf(payload.words)}`,
  'case.handedOver': ({ supplier, their_reference, note }) =>
    `handed this over to ${textOf(supplier)}${their_reference ? ` (their ${textOf(their_reference)})` : ''}${note ? `: ${textOf(note)}` : ''}`,
  'case.handedBack': ({ supplier, result, because }) =>
    `took this back from ${textOf(supplier)}, ${result === 'rejected' ? 'who rejected it' : 'who did their part'}${because ? `: ${textOf(because)}` : ''}`,
  'case.breachExplained': ({ cause }) => `explained why this was late: ${textOf(cause)}`,
  'case.pauseDisputed': ({ reason, from, because }, say) =>
    `disputes that the clock stood still (${named(HOLD_REASONS, reason)}, from ${say(textOf(from))}): ${textOf(because)}`,
  'case.disputeSettled': settledDispute,
  'case.restored': ({ how, at }, say) => `said that it works again, since ${say(textOf(at))}: ${textOf(how)}`,
  'case.duePinned': ({ due, because }, say) => `agreed that this is due ${say(textOf(due))}: ${textOf(because)}`,
  'case.dueUnpinned': ({ because }) => `dropped the agreed date, so the agreement decides again: ${textOf(because)}`,
  'case.joinedMajor': ({ reference, title }) =>
    `made this part of the major incident ${textOf(reference)}, “${textOf(title)}”`,
  'case.leftMajor': ({ reference }) => `took this out of the major incident ${textOf(reference)}`,
  'case.messageAccepted': ({ from }) => `accepted a message from ${textOf(from)}`,
  'case.messageRejected': ({ from }) => `kept a message from ${textOf(from)} for staff only`,
  'case.messageMoved': ({ reference }) => `made a message the case ${textOf(reference)}`,
  'case.passedTo': ({ reference, organisation }) =>
    `passed this to ${textOf(organisation)}, where it goes on as ${textOf(reference)}`,
  'case.continues': ({ reference, organisation }) =>
    `continued this from ${textOf(reference)} of ${textOf(organisation)}; what was promised is due when it was`,
  'case.takenBack': ({ reference, organisation }) =>
    `took this back from ${textOf(organisation)}, where it was ${textOf(reference)}; its clocks go on as if it had stayed`,
  'case.wentBack': ({ reference, organisation }) =>
    `gave this back to ${textOf(organisation)}, where it is ${textOf(reference)}`,
  'case.passedOn': ({ from, to }) =>
    `passed this from ${textOf(from)} to ${textOf(to)}; its reference, times and story stay`,
  'case.split': ({ reference, message_ids }) =>
    `split ${counted(Array.isArray(message_ids) ? message_ids.length : 0, 'message')} off to ${textOf(reference)}`,
}
