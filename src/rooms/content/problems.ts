import { defineProblems } from '#platform/problem.ts'

export const contentProblems = defineProblems('content', {
  'reply-not-found': { status: 404, message: 'We cannot find that canned reply.' },
  'notice-not-found': { status: 404, message: 'We cannot find that notice.' },
})
