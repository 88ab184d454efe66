import { declareHoldings } from '#platform/holdings/holding.ts'

const OF = { organisation: 'organisation_id' } as const

/** What this room holds of its own. */
export const informationHoldings = declareHoldings({
  'information.archives': {
    ...OF,
    what: 'Archives that were asked for: by whom, when, of what',
    kind: 'record',
    persons: { person_id: 'subject', asked_by: 'worker' },
    whose: 'asked_by',
    personal: { asked_by_name: 'pseudonym' },
    plain: ['doing', 'parts'],
  },
  'information.legal_holds': {
    ...OF,
    what: 'What is to be kept for a reason, whatever the rules say',
    kind: 'record',
    persons: { set_by: 'worker', lifted_by: 'worker' },
    whose: 'set_by',
    personal: { because: 'scrubbed', set_by_name: 'pseudonym' },
  },
  'information.erasures': {
    ...OF,
    what: 'Whose details were taken out, why, and by whom',
    kind: 'record',
    persons: { person_id: 'subject', asked_by: 'worker', confirmed_by: 'worker' },
    whose: 'asked_by',
    personal: { because: 'scrubbed', asked_by_name: 'pseudonym' },
    plain: ['pseudonym', 'changed'],
  },
  'information.retention_rules': {
    ...OF,
    what: 'How long each kind of record is kept, and who answers for it',
    kind: 'setting',
    passes: { how: 'copied_of_first' },
    persons: { owner_id: 'worker' },
    plain: ['kind'],
  },
  'information.expired_cases': { ...OF, what: 'Cases whose words have run out', kind: 'record' },
  'information.succession_plans': {
    ...OF,
    what: 'What was to become of organisations: merged or split',
    kind: 'record',
    organisations: ['other_id', 'successor_id'],
    persons: { planned_by: 'worker', confirmed_by: 'worker' },
    whose: 'planned_by',
    personal: { planned_by_name: 'pseudonym', confirmed_by_name: 'pseudonym' },
    plain: ['name', 'short_name', 'settled', 'step', 'reached'],
  },
  'information.splits': {
    ...OF,
    what: 'Who was to go when part of an organisation became another',
    kind: 'record',
    plain: ['chosen', 'ways', 'come_up'],
  },
  'information.split_parts': {
    ...OF,
    what: 'Who and what went when part of an organisation became another',
    kind: 'record',
  },
  'information.leavings': {
    ...OF,
    what: 'That it was to leave, or left: what was agreed, what ended, what was destroyed and when',
    kind: 'record',
    persons: { planned_by: 'worker', confirmed_by: 'worker' },
    whose: 'planned_by',
    personal: { planned_by_name: 'pseudonym', confirmed_by_name: 'pseudonym' },
    plain: ['close_because', 'mail_answer', 'step', 'reached', 'ended', 'destroyed'],
  },
  'information.succession_moves': {
    ...OF,
    what: 'What passed from one organisation to another, as it was',
    kind: 'technical',
    left_out: 'where each thing was before: the things themselves are given',
    plain: ['table_name', 'key', 'before'],
  },
  'information.archive_pieces': {
    ...OF,
    what: 'Archives themselves, for seven days',
    kind: 'technical',
    left_out: 'made from everything else',
    plain: ['bytes'],
  },
})
