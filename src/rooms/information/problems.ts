import { defineProblems } from '#platform/problem.ts'

export const informationProblems = defineProblems('information', {
  'organisation-not-found': { status: 404, message: 'We cannot find that organisation.' },
  'archive-not-found': { status: 404, message: 'We cannot find that archive. Archives are deleted after seven days.' },
  'being-made': {
    status: 409,
    message: 'An archive of this organisation is being made already. Wait until it is ready.',
  },
})
