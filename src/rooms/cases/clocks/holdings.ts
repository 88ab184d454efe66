import { declareHoldings } from '#platform/holdings/holding.ts'

const OF = { kind: 'case', organisation: 'organisation_id' } as const
const OF_CASE = { ...OF, within: 'case_id' } as const

/** What is held of a case's time: figures stand on it, so none of it is ever deleted. */
export const timeHoldings = declareHoldings({
  'cases.case_clocks': { ...OF_CASE, what: 'Clocks: what was promised, used and kept', plain: ['metric', 'priority'] },
  'cases.pauses': {
    ...OF_CASE,
    what: 'When a clock stood still, and why',
    persons: { paused_by: 'worker' },
    personal: { note: 'scrubbed' },
    plain: ['reason'],
  },
  'cases.pause_disputes': {
    ...OF_CASE,
    what: 'Pauses that were disputed',
    persons: { raised_by: 'worker', settled_by: 'worker' },
    personal: { because: 'scrubbed', words: 'scrubbed' },
  },
  'cases.disputed_outcomes': { ...OF_CASE, what: 'Outcomes without disputed pauses', plain: ['metric', 'outcome'] },
  'cases.supplier_turns': {
    ...OF_CASE,
    what: 'When a supplier had it',
    persons: { handed_by: 'worker', back_by: 'worker' },
    personal: { note: 'scrubbed', because: 'scrubbed' },
    plain: ['their_reference'],
  },
  'cases.escalations': {
    ...OF_CASE,
    what: 'Who is to be told when time runs out, and when they were',
    persons: { rule_person_id: 'worker', acknowledged_by: 'worker' },
    plain: ['metric', 'priority', 'mark', 'tells'],
  },
  'cases.escalation_persons': {
    ...OF,
    what: 'Whom an escalation told',
    persons: { person_id: 'worker' },
    plain: ['told_as'],
  },
  'cases.escalation_plans': {
    ...OF,
    passes: { how: 'copied_of_first' },
    kind: 'setting',
    what: 'Rules of escalation',
    plain: ['rules'],
  },
  'cases.recounts': {
    ...OF,
    what: 'Outcomes counted again under another calendar',
    persons: { asked_by: 'worker' },
    whose: 'asked_by',
    personal: { asked_by_name: 'pseudonym', because: 'scrubbed' },
  },
  'cases.recounted_outcomes': { ...OF, what: 'Outcomes as they were counted again', plain: ['outcome'] },
  'cases.recomputes': {
    ...OF,
    kind: 'technical',
    what: 'Clocks being worked out anew',
    left_out: 'how far a job has come',
  },
  'cases.previews': {
    ...OF,
    kind: 'technical',
    what: 'Changes of terms being looked over',
    plain: ['what', 'change', 'cursor'],
    left_out: 'how far a job has come',
  },
})
