import { defineProblems } from '#platform/problem.ts'

export const channelProblems = defineProblems('channels', {
  'message-not-found': { status: 404, message: 'We cannot find that message.' },
  'mailbox-not-found': { status: 404, message: 'We cannot find that mailbox.' },
  'message-too-large': { status: 413, message: 'The message is larger than this mailbox takes.' },
})
