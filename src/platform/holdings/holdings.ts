import { declareHoldings } from './holding.ts'

const INSTALLATION = { kind: 'technical', organisation: null } as const

/** What the platform holds. */
export const platformHoldings = declareHoldings({
  'platform.events': {
    what: 'Everything that happened: who did what to what, when. Chained, so that a change shows',
    kind: 'record',
    organisation: 'organisation_id',
    persons: { actor_id: 'author' },
    whose: 'actor_id',
    within: 'subject_id',
    personal: { actor_name: 'pseudonym', payload: 'scrubbed' },
    plain: ['subject_type', 'name', 'hash'],
  },
  'platform.files': {
    what: 'Files that were sent in or made: their names and kinds. Each file itself is under files/',
    kind: 'file',
    organisation: 'organisation_id',
    persons: { uploaded_by: 'author' },
    whose: 'uploaded_by',
    personal: { name: 'removed' },
    plain: ['media_type', 'sha256', 'state'],
  },
  'platform.file_pieces': {
    what: 'The bytes of files',
    kind: 'file',
    organisation: 'organisation_id',
    bytes_of: 'file_id',
    folder: 'files',
    plain: ['bytes'],
  },
  'platform.search_entries': {
    what: 'What search looks through',
    kind: 'technical',
    organisation: 'organisation_id',
    left_out: 'made from cases and messages',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    within: 'subject_id',
    personal: { content: 'scrubbed' },
    plain: ['part', 'subject_type', 'shown_to'],
  },
  'platform.answered_posts': {
    what: 'Answers kept for two days, so that a form sent twice counts once',
    kind: 'technical',
    organisation: 'organisation_id',
    left_out: 'kept for two days only',
    persons: { person_id: 'author' },
    whose: 'person_id',
    personal: { headers: 'scrubbed', body: 'scrubbed' },
    secret: ['key', 'request_hash'],
    erased: 'deleted',
  },
  'platform.kept_forms': {
    ...INSTALLATION,
    what: 'What was typed when a session ended, for a day',
    left_out: 'kept for a day, for whoever holds the browser',
    personal: { fields: 'removed' },
    secret: ['token_hash'],
    plain: ['path'],
  },
  'platform.installation': {
    ...INSTALLATION,
    what: 'Which database this is',
    left_out: 'the installation’s own',
    plain: ['fingerprint'],
  },
  'platform.keys': { ...INSTALLATION, what: 'Keys', left_out: 'secret', secret: ['secret'], plain: ['name'] },
  'platform.outbox': { ...INSTALLATION, what: 'Events on their way to listeners', left_out: 'gone within seconds' },
  'platform.rate_limits': {
    ...INSTALLATION,
    what: 'How often was tried, for a day',
    left_out: 'the installation’s own',
    secret: ['key'],
  },
  'platform.seals': {
    ...INSTALLATION,
    what: 'Seals over everybody’s events',
    left_out: 'over every organisation at once',
    plain: ['hash'],
  },
})
