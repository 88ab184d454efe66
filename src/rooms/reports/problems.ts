import { defineProblems } from '#platform/problem.ts'

export const reportProblems = defineProblems('reports', {
  'organisation-not-found': { status: 404, message: 'We cannot find that organisation.' },
  'month-not-over': { status: 409, message: 'That month is not over yet.' },
  'already-final': { status: 409, message: 'The report of that month is final already.' },
  'not-explained': {
    status: 409,
    message: 'Each late P1 and P2 needs its cause, effect, fix and prevention before the report can be made final.',
  },
})
