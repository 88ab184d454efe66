import { declareHoldings } from '#platform/holdings/holding.ts'

const SETTING = { kind: 'setting', organisation: 'organisation_id' } as const

/** What is held of what may be asked for and what is promised. */
export const catalogueHoldings = declareHoldings({
  'catalogue.categories': {
    figures: true,
    ...SETTING,
    passes: { how: 'copied', named: ['path'], renames: 'name', clash: { what: 'category', ways: ['join', 'rename'] } },
    what: 'Categories',
    plain: ['name', 'path', 'kind'],
  },
  'catalogue.planned_tasks': {
    ...SETTING,
    passes: { how: 'copied' },
    what: 'Tasks that begin with a case of a category',
    plain: ['title', 'counted_from'],
  },
  'catalogue.life_events': {
    ...SETTING,
    passes: { how: 'copied_of_first' },
    what: 'Which case begins when somebody starts or leaves',
    plain: ['event'],
  },
  'catalogue.priority_matrices': {
    figures: true,
    ...SETTING,
    passes: { how: 'copied_of_first' },
    what: 'Priority by impact and urgency',
    plain: ['priority'],
  },
  'catalogue.agreements': {
    figures: true,
    ...SETTING,
    passes: { how: 'copied_of_first' },
    what: 'Agreements with teams and suppliers',
    plain: ['name', 'supplier'],
  },
  'catalogue.agreement_versions': {
    figures: true,
    passes: { how: 'copied_of_first' },
    ...SETTING,
    what: 'What each agreement said from when',
    persons: { published_by: 'worker' },
    whose: 'published_by',
    personal: { because: 'scrubbed' },
    plain: ['pauses'],
  },
  'catalogue.targets': {
    figures: true,
    ...SETTING,
    passes: { how: 'copied_of_first' },
    what: 'Targets',
    plain: ['metric', 'priority'],
  },
})
