import { defineProblems } from '#platform/problem.ts'

export const catalogueProblems = defineProblems('catalogue', {
  'category-not-found': { status: 404, message: 'We cannot find that category.' },
  'inside-itself': { status: 409, message: 'A category cannot be put inside itself or one of its own parts.' },
  'parent-retired': { status: 409, message: 'The category above it is retired. Bring that back first.' },
  'planned-task-not-found': { status: 404, message: 'We cannot find that task of the plan.' },
  'too-many-planned': { status: 409, message: 'A plan has at most 40 tasks. Put some of them together.' },
  'agreement-not-found': { status: 404, message: 'We cannot find that agreement.' },
  'agreement-exists': { status: 409, message: 'There is an agreement with that name, or with that team, already.' },
  'from-is-past': { status: 422, message: 'Enter a day to come, or leave it empty for now.' },
  'nothing-promised': { status: 422, message: 'Say at least one promise.' },
  'not-yours': { status: 422, message: 'The team or calendar belongs to another organisation.' },
})
