import { defineProblems } from '#platform/problem.ts'

export const contentProblems = defineProblems('content', {
  'notice-not-found': { status: 404, message: 'We cannot find that notice.' },
})
