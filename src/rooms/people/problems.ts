import { defineProblems } from '#platform/problem.ts'

export const peopleProblems = defineProblems('people', {
  'not-found': { status: 404, message: 'We cannot find that person.' },
  'organisation-not-found': { status: 404, message: 'We cannot find that organisation.' },
  'team-not-found': { status: 404, message: 'We cannot find that team.' },
})
