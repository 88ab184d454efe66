import { declareHoldings } from '#platform/holdings/holding.ts'
import { timeHoldings } from './clocks/holdings.ts'
import { reorganisingHoldings } from './reorganising/holdings.ts'
import { restrictionHoldings } from './restricting/holdings.ts'

const OF = { organisation: 'organisation_id' } as const
const OF_CASE = { ...OF, kind: 'case', within: 'case_id' } as const
const OF_PERSON = { ...OF, persons: { person_id: 'subject' }, whose: 'person_id' } as const

const wordsHoldings = declareHoldings({
  'cases.cases': {
    ...OF,
    what: 'Cases: what was asked for, by whom, how it stands',
    kind: 'case',
    persons: { requester_id: 'subject', logged_by: 'worker', assignee_id: 'worker' },
    whose: 'requester_id',
    within: 'id',
    kept_from: 'closed_at',
    over: 'emptied',
    personal: {
      ...{ subject: 'removed', location: 'nothing', last_message: 'nothing', resolution: 'scrubbed' },
      extra: 'scrubbed',
    },
    plain: ['next_metric', 'external_system', 'external_reference'],
  },
  'cases.messages': {
    ...OF_CASE,
    what: 'What was written on cases: replies and notes',
    kind: 'message',
    persons: { author_id: 'author' },
    whose: 'author_id',
    personal: { author_name: 'pseudonym', body: 'removed' },
    plain: ['channel'],
    fingerprinted: 'body',
  },
  'cases.message_recipients': {
    ...OF_PERSON,
    what: 'To whom each message went',
    kind: 'message',
    personal: { name: 'pseudonym', address: 'no_address' },
    plain: ['role'],
  },
  'cases.message_sources': {
    ...OF_CASE,
    what: 'Messages that came by e-mail: who sent them, and all that was in them',
    kind: 'message',
    organisations: ['raw_organisation_id'],
    persons: { person_id: 'author', settled_by: 'worker' },
    whose: 'person_id',
    personal: {
      ...{ from_name: 'pseudonym', from_address: 'no_address', to_addresses: 'scrubbed', cc_addresses: 'scrubbed' },
      ...{ subject: 'removed', html: 'nothing', full_text: 'nothing', inline_files: 'scrubbed' },
    },
    plain: ['why', 'trouble', 'left_out', 'kinds'],
  },
  'cases.participants': {
    ...OF_CASE,
    what: 'Others who take part in a case',
    persons: { person_id: 'subject', added_by: 'worker' },
    whose: 'person_id',
    personal: { name: 'pseudonym', address: 'no_address' },
    plain: ['role'],
  },
  'cases.pending_replies': {
    ...OF_CASE,
    what: 'Replies that wait for their time',
    kind: 'message',
    persons: { author_id: 'author', settled_by: 'worker' },
    whose: 'author_id',
    personal: {
      ...{ author_name: 'pseudonym', body: 'removed', recipients: 'scrubbed', entered: 'scrubbed' },
      held_because: 'scrubbed',
    },
  },
  'cases.attachments': { ...OF_CASE, what: 'Which file came with what', kind: 'file', file: 'file_id' },
  'cases.tasks': {
    ...OF_CASE,
    what: 'Tasks of cases',
    persons: { assignee_id: 'worker', done_by: 'worker' },
    personal: { title: 'scrubbed' },
    plain: ['alerted'],
  },
  'cases.breach_explanations': {
    ...OF_CASE,
    what: 'Why a target was missed',
    persons: { written_by: 'worker' },
    personal: { cause: 'scrubbed', effect: 'scrubbed', fix: 'scrubbed', prevention: 'scrubbed' },
  },
  'cases.major_incidents': {
    ...OF_CASE,
    what: 'Major incidents',
    persons: {
      ...{ declared_by: 'worker', lead_id: 'worker', communications_id: 'worker', technical_id: 'worker' },
      reviewed_by: 'worker',
    },
    personal: {
      ...{ title: 'scrubbed', affected: 'scrubbed', workaround: 'scrubbed', resolution: 'scrubbed' },
      ...{ cause: 'scrubbed', effect: 'scrubbed', fix: 'scrubbed', prevention: 'scrubbed' },
    },
  },
  'cases.major_incident_updates': {
    ...OF,
    what: 'What was said of major incidents',
    kind: 'message',
    persons: { author_id: 'worker' },
    whose: 'author_id',
    personal: { author_name: 'pseudonym', body: 'scrubbed' },
  },
  'cases.major_incident_cases': {
    ...OF_CASE,
    what: 'Which cases belong to a major incident',
    persons: { linked_by: 'worker' },
  },
  'cases.links': { ...OF_CASE, what: 'Cases that have to do with each other' },
  'cases.merges': {
    ...OF,
    what: 'Cases joined into one',
    kind: 'case',
    within: 'from_case_id',
    persons: { merged_by: 'worker', undone_by: 'worker' },
    personal: { before: 'scrubbed' },
  },
  'cases.passed_cases': {
    ...OF_CASE,
    what: 'Cases that went on in another organisation',
    personal: { before: 'scrubbed' },
    plain: ['reference'],
  },
  'cases.continuations': {
    ...OF_CASE,
    what: 'Cases that continue those of another organisation',
    plain: ['from_reference', 'from_organisation'],
  },
  'cases.bulk_changes': {
    ...OF,
    what: 'Many cases changed at once, and how they were before',
    kind: 'case',
    persons: { person_id: 'worker' },
    personal: { before: 'scrubbed' },
    plain: ['what'],
  },
  'cases.watchers': {
    passes: { how: 'stays' },
    ...OF_PERSON,
    what: 'Who follows which case',
    kind: 'choice',
    erased: 'deleted',
  },
  'cases.last_looks': {
    passes: { how: 'stays' },
    ...OF_PERSON,
    what: 'When staff last looked at a case',
    kind: 'choice',
    erased: 'deleted',
  },
  'cases.viewers': {
    passes: { how: 'stays' },
    ...OF_PERSON,
    what: 'Who has a case open now',
    kind: 'choice',
    left_out: 'true for a minute',
    personal: { person_name: 'pseudonym' },
    plain: ['doing'],
    erased: 'deleted',
  },
  'cases.saved_views': {
    ...OF,
    what: 'Lists that people keep',
    kind: 'choice',
    persons: { owner_id: 'subject' },
    whose: 'owner_id',
    personal: { name: 'removed', query: 'scrubbed' },
    erased: 'deleted',
  },
  'cases.dismissed_bursts': {
    ...OF,
    what: 'Bursts of cases that were no major incident',
    kind: 'case',
    plain: ['category'],
  },
  'cases.imported_histories': {
    ...OF_CASE,
    what: 'How much of a case came from another desk',
    plain: ['history_hash', 'facts_hash'],
  },
  'cases.reply_settings': {
    passes: { how: 'copied_of_first' },
    ...OF,
    what: 'How replies go by e-mail',
    kind: 'setting',
    plain: ['quotes'],
  },
  'cases.team_signatures': {
    passes: { how: 'moves' },
    ...OF,
    what: 'What stands beneath a team’s replies',
    kind: 'setting',
    plain: ['body'],
  },
})

/** What is held of cases. */
export const caseHoldings = { ...wordsHoldings, ...timeHoldings, ...restrictionHoldings, ...reorganisingHoldings }
