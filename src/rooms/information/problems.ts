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
  'being-made': {
    status: 409,
    message: 'An archive of this organisation is being made already. Wait until it is ready.',
  },
})
