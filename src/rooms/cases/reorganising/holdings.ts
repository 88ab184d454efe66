import { declareHoldings } from '#platform/holdings/holding.ts'

export const reorganisingHoldings = declareHoldings({
  'cases.reorganisations': {
    organisation: 'organisation_id',
    passes: { how: 'moves' },
    what: 'Teams that others came in the place of, or are to',
    kind: 'setting',
    persons: { planned_by: 'worker', confirmed_by: 'worker' },
    whose: 'planned_by',
    personal: { planned_by_name: 'pseudonym', confirmed_by_name: 'pseudonym' },
    plain: ['state', 'divided', 'pointed'],
  },
})
