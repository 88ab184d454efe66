import { defineProblems } from '#platform/problem.ts'

export const catalogueProblems = defineProblems('catalogue', {
  'category-not-found': { status: 404, message: 'We cannot find that category.' },
  'inside-itself': { status: 409, message: 'A category cannot be put inside itself or one of its own parts.' },
  'parent-retired': { status: 409, message: 'The category above it is retired. Bring that back first.' },
  'not-yours': { status: 422, message: 'The team or calendar belongs to another organisation.' },
})
