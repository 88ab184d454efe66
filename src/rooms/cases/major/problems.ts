import { defineProblems } from '#platform/problem.ts'

export const majorProblems = defineProblems('major', {
  'not-found': { status: 404, message: 'We cannot find that major incident.' },
  'already-declared': { status: 409, message: 'This case is part of a major incident already.' },
  'case-done': { status: 409, message: 'This case is not open, so it cannot be part of a major incident.' },
  restricted: { status: 409, message: 'A restricted case cannot be part of a major incident: many follow it.' },
  'not-open': { status: 409, message: 'This major incident is over.' },
  'not-resolved': { status: 409, message: 'Resolve the major incident first.' },
  closed: { status: 409, message: 'This major incident is closed.' },
  'not-reviewed': { status: 409, message: 'Write the review first: its cause, effect, fix and prevention.' },
  'declared-from': { status: 409, message: 'It was declared from that case, which stays with it.' },
})
