import { declareHoldings } from '#platform/holdings/holding.ts'

const OF = { organisation: 'organisation_id' } as const

/** What reports keep of their own. */
export const reportHoldings = declareHoldings({
  'reports.final_reports': {
    ...OF,
    what: 'Months that somebody answered for: the figures as they were',
    kind: 'report',
    persons: { made_by: 'worker' },
    whose: 'made_by',
    personal: { made_by_name: 'pseudonym', breaches: 'scrubbed' },
    plain: ['month', 'figures'],
  },
  'reports.verifications': {
    ...OF,
    what: 'When somebody asked whether the record is whole, and what was found',
    kind: 'record',
    persons: { asked_by: 'worker' },
    whose: 'asked_by',
    personal: { asked_by_name: 'pseudonym' },
    plain: ['faults'],
  },
  'reports.goals': {
    figures: true,
    passes: { how: 'copied_of_first' },
    ...OF,
    what: 'What a month is judged by',
    kind: 'setting',
    plain: ['metric', 'priority'],
  },
  'reports.hygiene_limits': {
    figures: true,
    passes: { how: 'copied_of_first' },
    ...OF,
    what: 'How long is too long',
    kind: 'setting',
    plain: ['what'],
  },
})
