import { defineProblems } from '#platform/problem.ts'

export const channelProblems = defineProblems('channels', {
  'message-not-found': { status: 404, message: 'We cannot find that message.' },
  'not-an-address': { status: 422, message: 'One of the addresses is not an e-mail address.' },
  'file-gone': { status: 409, message: 'One of the files of this message is no longer there.' },
  'not-suppressed': { status: 404, message: 'That address is not on the list.' },
  'still-suppressed': {
    status: 409,
    message: 'That address is on the list of those that get no messages. Take it off the list first.',
  },
  'already-going': { status: 409, message: 'It is too late: the message is on its way.' },
  'not-now': { status: 409, message: 'That can no longer be done with this message. Look at it again.' },
  'notice-not-found': { status: 404, message: 'We cannot find that notification.' },
  'hook-not-found': { status: 404, message: 'We cannot find that webhook.' },
  'no-such-notice': { status: 404, message: 'There is no notification of that kind.' },
  'link-not-ours': { status: 404, message: 'We cannot read that link. Use the one in the message as it is.' },
  'mailbox-not-found': { status: 404, message: 'We cannot find that mailbox.' },
  'message-too-large': { status: 413, message: 'The message is larger than this mailbox takes.' },
  'not-theirs': { status: 422, message: 'Choose a team, category and organisations that this mailbox may use.' },
  'already-settled': { status: 409, message: 'Somebody has filed that message meanwhile. Look at it again.' },
  'no-such-folder': { status: 422, message: 'There is no such folder in that mailbox.' },
})
