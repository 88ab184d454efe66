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
  'information.archive_pieces': {
    ...OF,
    what: 'Archives themselves, for seven days',
    kind: 'technical',
    left_out: 'made from everything else',
    plain: ['bytes'],
  },
})
