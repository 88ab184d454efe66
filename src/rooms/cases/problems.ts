import { defineProblems } from '#platform/problem.ts'
import type { WhyNot } from './case.rules.ts'
import { reorganisingProblems } from './reorganising/problems.ts'
import { restrictionProblems } from './restricting/problems.ts'

export const caseProblems = defineProblems('cases', {
  ...restrictionProblems,
  ...reorganisingProblems,
  'recount-not-found': { status: 404, message: 'We cannot find that calendar or count.' },
  'not-found': { status: 404, message: 'We cannot find that case.' },
  'requester-not-found': { status: 404, message: 'We cannot find that person.' },
  'already-closed': { status: 409, message: 'This case is already closed.' },
  'already-resolved': { status: 409, message: 'This case is already resolved.' },
  'not-resolved': { status: 409, message: 'This case is still open.' },
  'not-on-hold': { status: 409, message: 'The clock of this case is not stopped.' },
  'already-on-hold': { status: 409, message: 'The clock of this case is already stopped.' },
  merged: {
    status: 409,
    message: 'This case was merged into another, or passed to one. Work on the one that goes on.',
  },
  'too-late-to-reopen': {
    status: 409,
    message: 'This case was closed too long ago to reopen. Start a new one and link it.',
  },
  'changed-meanwhile': {
    status: 409,
    message: 'Somebody changed this case while you were looking at it. Look again, then try again.',
  },
  'only-for-yourself': { status: 403, message: 'You may log cases for yourself only, in your own organisation.' },
  'organisation-ended': {
    status: 409,
    message: 'That organisation has ended. If another came in its place, log the case for that one.',
  },
  'organisation-left': {
    status: 409,
    message: 'That organisation has left. Its cases are closed and can be read, and none is opened again.',
  },
  'requester-elsewhere': { status: 422, message: 'That person does not belong to this organisation.' },
  'nobody-like-that': { status: 422, message: 'Nobody in this organisation has that name or e-mail address.' },
  'several-like-that': {
    status: 422,
    message: 'Several people fit that. Enter their whole name or their e-mail address.',
  },
  'until-is-past': { status: 422, message: 'Enter a date and time in the future.' },
  'not-open-yet': {
    status: 409,
    message: 'This organisation is still being set up, so nothing can be logged for it until it is live.',
  },
  'category-elsewhere': { status: 422, message: 'That category does not belong to this organisation.' },
  'team-elsewhere': { status: 422, message: 'That team does not work for this organisation.' },
  'assignee-elsewhere': { status: 422, message: 'That person does not work in this team.' },
  'not-your-team': { status: 422, message: 'It is with a team you do not work in. Assign it to yours first.' },
  'category-not-chosen': { status: 422, message: 'No category was chosen for its organisation.' },
  'change-not-found': { status: 404, message: 'We cannot find that change among yours.' },
  'already-undone': { status: 409, message: 'That change was already undone.' },
  'view-name-taken': { status: 409, message: 'You already have a view with that name. Choose another.' },
  'view-not-found': { status: 404, message: 'We cannot find that view among yours.' },
  'tasks-left': { status: 409, message: 'The case waits for a task that is not done.' },
  'task-not-found': { status: 404, message: 'We cannot find that task.' },
  'watcher-elsewhere': {
    status: 422,
    message: 'That person does not belong to this organisation or its service desk.',
  },
  'link-elsewhere': { status: 422, message: 'That case belongs to another organisation, so these cannot be linked.' },
  'linked-to-itself': { status: 422, message: 'That is this case. Enter the reference of the other one.' },
  'already-linked': { status: 409, message: 'These cases are linked already. Remove that link first.' },
  'parent-of-itself': { status: 409, message: 'That case is above this one already, so it cannot also be part of it.' },
  'merge-elsewhere': { status: 422, message: 'That case belongs to another organisation, so these cannot be merged.' },
  'other-is-merged': { status: 409, message: 'That case was itself merged into another. Choose the one it went into.' },
  'other-is-closed': {
    status: 409,
    message: 'That case is closed. Reopen it first, or merge it into this one instead.',
  },
  'not-merged': { status: 409, message: 'This case is not merged, or the merge was undone already.' },
  'merged-further': {
    status: 409,
    message: 'The case it went into has been merged into another since. Undo that merge first.',
  },
  'rule-not-found': { status: 404, message: 'We cannot find that rule.' },
  'agreement-elsewhere': { status: 422, message: 'That agreement does not belong to this organisation.' },
  'too-many-rules': { status: 409, message: 'There are 50 rules already. Remove one first.' },
  'person-cannot-read': { status: 422, message: 'That person may not read cases of this organisation.' },
  'escalation-not-found': { status: 404, message: 'We cannot find that escalation.' },
  'escalation-of-another': {
    status: 403,
    message: 'Only who was told, or who works on the case, can say that they have it.',
  },
  'escalation-acknowledged': { status: 409, message: 'Somebody else has said that they have it.' },
  'with-supplier': { status: 409, message: 'A supplier has this case already. Take it back from them first.' },
  'not-with-supplier': { status: 409, message: 'No supplier has this case.' },
  'supplier-elsewhere': { status: 422, message: 'That supplier has no agreement with this organisation.' },
  'restored-already': { status: 409, message: 'Somebody has already said since when it works again.' },
  'restored-ahead': { status: 422, message: 'That is still to come. Say it once it works again.' },
  'restored-before': { status: 422, message: 'That is before this case began.' },
  'nothing-to-agree': { status: 409, message: 'No fix is promised for this case, so there is no date to agree.' },
  'no-agreed-date': { status: 409, message: 'No date was agreed for this case.' },
  'agreed-date-passed': { status: 409, message: 'The agreed date has passed, so it stays: agree another instead.' },
  'nothing-missed': { status: 409, message: 'Nothing of this case was late.' },
  'message-settled': { status: 409, message: 'Somebody has already decided about this message.' },
  'message-of-staff': {
    status: 409,
    message: 'This came from the address of one of the staff. Ask them to write it here themselves.',
  },
  'already-filed': { status: 409, message: 'This message has been filed already.' },
  'not-forwarded': { status: 409, message: 'There is no forwarded message here to log for its sender.' },
  'not-an-address': { status: 422, message: 'Enter an e-mail address, such as ann@example.org.' },
  'requester-takes-part': { status: 422, message: 'That is the requester of this case, who gets every reply.' },
  'reply-not-found': { status: 404, message: 'We cannot find that reply.' },
  'reply-sent': { status: 409, message: 'It was sent already, so it can no longer be taken back.' },
  'reply-withdrawn': { status: 409, message: 'It was taken back already.' },
  'reply-of-another': { status: 403, message: 'Only whoever wrote a reply can send it.' },
  'nobody-to-send-to': { status: 422, message: 'Say who it goes to.' },
  'message-elsewhere': { status: 422, message: 'Choose messages of this case that were not split off before.' },
})

/** Why an act cannot be done, for the page that offers it. */
export const sentenceFor = (why: NonNullable<WhyNot>): string => caseProblems.of(why).message

/** Raises what stops an act, if anything does. */
export function refuse(why: WhyNot): void {
  if (why) caseProblems.raise(why)
}
