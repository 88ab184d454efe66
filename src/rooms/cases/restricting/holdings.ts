import { declareHoldings } from '#platform/holdings/holding.ts'

export const restrictionHoldings = declareHoldings({
  'cases.case_readers': {
    organisation: 'organisation_id',
    within: 'case_id',
    what: 'Who may know of a restricted case',
    kind: 'case',
    persons: { person_id: 'worker', added_by: 'worker' },
  },
  'cases.restricted_cases': {
    organisation: null,
    what: 'Which cases are restricted: identifiers alone, for the policies that hide them',
    kind: 'case',
    left_out: 'the cases themselves say it',
  },
  'cases.restricted_readings': {
    organisation: 'organisation_id',
    within: 'case_id',
    what: 'Who looked at a restricted case, and when',
    kind: 'record',
    persons: { person_id: 'worker' },
    plain: ['way'],
  },
})
