/** Why a message was not sent to an address, for whoever wrote it. */
export const SUPPRESSED: Record<'bounced' | 'complained' | 'by_hand', string> = {
  bounced: 'Not sent: an earlier message to this address came back, because the address does not work.',
  complained: 'Not sent: this person marked an earlier message of ours as junk mail.',
  by_hand: 'Not sent: somebody asked that no more messages go to this address.',
}

export type State =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'delayed'
  | 'failed'
  | 'uncertain'
  | 'bounced'
  | 'complained'
  | 'suppressed'
  | 'cancelled'
  | 'held'

/** Each state in a word or two. */
export const STATE_NAMES: Record<State, string> = {
  waiting: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  delayed: 'Delayed',
  failed: 'Not sent',
  uncertain: 'Uncertain',
  bounced: 'Came back',
  complained: 'Marked as junk',
  suppressed: 'Not sent: address does not work',
  cancelled: 'Taken back',
  held: 'Held',
}

export const KIND_NAMES: Record<string, string> = {
  reply: 'Reply',
  acknowledgement: 'Acknowledgement',
  notification: 'Notification',
  answer: 'Automatic answer',
  test: 'Test',
}

/** Instead of words that let their reader in. */
export const FORGOTTEN = 'This message held a link that lets its reader in. Only the person it was for has seen it.'
