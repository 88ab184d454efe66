import { defineProblems } from '#platform/problem.ts'

export const informationProblems = defineProblems('information', {
  'organisation-not-found': { status: 404, message: 'We cannot find that organisation.' },
  'archive-not-found': { status: 404, message: 'We cannot find that archive. Archives are deleted after seven days.' },
  'hold-not-found': { status: 404, message: 'We cannot find that hold, or it was lifted already.' },
  'already-held': { status: 409, message: 'A hold stands on that already.' },
  held: { status: 409, message: 'A legal hold stands on this, so nothing of it may be erased. Lift the hold first.' },
  'erasure-not-found': { status: 404, message: 'We cannot find that erasure.' },
  'erasure-under-way': { status: 409, message: 'Erasing this person is under way or done already.' },
  'erasure-settled': { status: 409, message: 'That erasure was confirmed or withdrawn already.' },
  'other-name': { status: 422, message: 'That is not their name. Type it as it is shown above.' },
  'not-yours': { status: 403, message: 'Only whoever asked for an archive may take it. Make one of your own.' },
  'plan-not-found': { status: 404, message: 'We cannot find that plan.' },
  'plan-settled': { status: 409, message: 'That plan was confirmed, done or taken back already. Look at it again.' },
  'plan-unsettled': { status: 409, message: 'Something is still to be settled. Settle everything, then confirm.' },
  'plan-done': { status: 409, message: 'The last step is taken: this can no longer be undone.' },
  'already-ending': {
    status: 409,
    message: 'One of these organisations has ended, or another plan for it is confirmed.',
  },
  'leaving-not-found': { status: 404, message: 'We cannot find that plan to leave.' },
  'kept-too-short': {
    status: 422,
    message: 'What is held is kept for at least 30 days after the day, and at most ten years. Choose another day.',
  },
  'stands-for-others': {
    status: 409,
    message:
      'This organisation came in the place of others and answers for what they had, which would be left behind. It cannot leave as it is.',
  },
  'leaves-with-it': {
    status: 409,
    message:
      'You belong to this organisation, so you will be shut out with it. Somebody of another organisation who looks after it has to confirm.',
  },
  'short-name-taken': { status: 422, message: 'Another organisation has that short name already.' },
  'successor-in-use': {
    status: 409,
    message: 'Work has begun for the new organisation, so this can no longer be undone. Let it finish.',
  },
  'being-made': {
    status: 409,
    message: 'An archive of this organisation is being made already. Wait until it is ready.',
  },
})
