import { declareHoldings } from '#platform/holdings/holding.ts'

const OF = { organisation: 'organisation_id' } as const
const OF_PERSON = { ...OF, persons: { person_id: 'subject' }, whose: 'person_id', erased: 'deleted' } as const

/** What is held of mail and of telling people. */
export const channelHoldings = declareHoldings({
  'channels.received_messages': {
    ...OF,
    what: 'E-mail that came: from whom, about what, what became of it',
    kind: 'mail',
    organisations: ['subject_organisation_id'],
    persons: { settled_by: 'worker' },
    within: 'subject_id',
    personal: {
      ...{ envelope_from: 'scrubbed', from_address: 'scrubbed', from_name: 'scrubbed', subject: 'scrubbed' },
    },
    plain: ['envelope_to', 'sha256', 'fingerprint', 'outcome', 'reason', 'reference', 'message_id'],
  },
  'channels.raw_messages': { ...OF, what: 'Which e-mail is kept as it came. Each is under mail/', kind: 'mail' },
  'channels.raw_pieces': {
    ...OF,
    what: 'E-mail exactly as it came',
    kind: 'mail',
    bytes_of: 'received_id',
    folder: 'mail',
    ending: '.eml',
    plain: ['bytes'],
  },
  'channels.sent_messages': {
    ...OF,
    what: 'E-mail that was sent or is to be',
    kind: 'mail',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    within: 'subject_id',
    personal: {
      ...{ to_address: 'no_address', to_name: 'pseudonym', cc: 'scrubbed', subject: 'removed', text: 'removed' },
      ...{ html: 'nothing', headers: 'scrubbed', delivered_to: 'scrubbed', answer: 'scrubbed', trouble: 'scrubbed' },
    },
    plain: ['kind', 'message_id', 'in_reply_to', 'earlier_ids', 'from_name', 'server', 'taken_by'],
  },
  'channels.send_attempts': {
    ...OF,
    what: 'Each try to send',
    kind: 'mail',
    personal: { answer: 'scrubbed' },
    plain: ['server', 'outcome'],
  },
  'channels.delivery_reports': {
    ...OF,
    what: 'What mail servers reported of messages sent',
    kind: 'mail',
    personal: { recipient: 'scrubbed', diagnostic: 'scrubbed' },
    plain: ['status'],
  },
  'channels.suppressed_addresses': {
    ...OF,
    what: 'Addresses that get no messages, and why',
    kind: 'mail',
    personal: { address_key: 'scrubbed', detail: 'scrubbed' },
  },
  'channels.notifications': {
    ...OF_PERSON,
    what: 'What people were told',
    kind: 'notice',
    within: 'subject_id',
    personal: { facts: 'scrubbed', words: 'removed' },
    plain: ['kind', 'side', 'reference', 'path', 'key', 'reason'],
  },
  'channels.notification_deliveries': {
    ...OF,
    what: 'By which way each notification went',
    kind: 'notice',
    plain: ['channel', 'bundle', 'state', 'reason', 'provider_id'],
  },
  'channels.person_choices': {
    ...OF_PERSON,
    what: 'By which ways people want to be told',
    kind: 'choice',
    plain: ['kind', 'channels', 'pace'],
  },
  'channels.person_settings': {
    ...OF_PERSON,
    what: 'When people want to be told, and their number for texts',
    kind: 'choice',
    personal: { phone: 'nothing' },
    secret: ['phone_code_hash'],
  },
  'channels.mailboxes': {
    ...OF,
    what: 'Mailboxes and how they are read and sent from',
    kind: 'setting',
    secret: ['smtp', 'imap'],
    plain: [
      ...(['address', 'name', 'purpose', 'allowed_senders', 'blocked_senders', 'refused_files'] as const),
      ...(['trusted_gateway', 'from_name'] as const),
    ],
  },
  'channels.mailbox_organisations': {
    ...OF,
    what: 'Whom a shared mailbox serves',
    kind: 'setting',
    organisations: ['serves_id'],
  },
  'channels.fetches': {
    ...OF,
    what: 'How far each mailbox has been read',
    kind: 'technical',
    left_out: 'true of this installation only',
    plain: ['problem'],
  },
  'channels.hooks': {
    ...OF,
    what: 'Other places that are told',
    kind: 'setting',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    secret: ['address_sealed', 'secret_sealed'],
    plain: ['name', 'address_start', 'kinds', 'last_answer'],
    erased: 'deleted',
  },
  'channels.text_services': {
    ...OF,
    what: 'The text message service',
    kind: 'setting',
    secret: ['key_sealed'],
    plain: ['key_start', 'template_id', 'sender_id', 'last_answer'],
  },
  'channels.notification_words': {
    ...OF,
    what: 'The organisation’s own words for notifications',
    kind: 'setting',
    plain: ['kind', 'subject', 'body', 'short'],
  },
  'channels.organisation_choices': {
    ...OF,
    what: 'By which ways people are told until they choose',
    kind: 'setting',
    plain: ['kind', 'channels'],
  },
  'channels.automatic_answers': {
    what: 'To whom an automatic answer went, for two days',
    kind: 'technical',
    organisation: null,
    left_out: 'kept for two days only',
    secret: ['key'],
  },
})
