import { declareHoldings } from '#platform/holdings/holding.ts'

const SETTING = { kind: 'setting', organisation: 'organisation_id' } as const

/** What is held of what may be asked for and what is promised. */
export const catalogueHoldings = declareHoldings({
  'catalogue.categories': { ...SETTING, what: 'Categories', plain: ['name', 'path', 'kind'] },
  'catalogue.priority_matrices': { ...SETTING, what: 'Priority by impact and urgency', plain: ['priority'] },
  'catalogue.agreements': { ...SETTING, what: 'Agreements with teams and suppliers', plain: ['name', 'supplier'] },
  'catalogue.agreement_versions': {
    ...SETTING,
    what: 'What each agreement said from when',
    persons: { published_by: 'worker' },
    whose: 'published_by',
    personal: { because: 'scrubbed' },
    plain: ['pauses'],
  },
  'catalogue.targets': { ...SETTING, what: 'Targets', plain: ['metric', 'priority'] },
})
