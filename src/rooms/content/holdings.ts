import { declareHoldings } from '#platform/holdings/holding.ts'

/** What is held of words a council keeps ready. */
export const contentHoldings = declareHoldings({
  'content.notices': {
    what: 'Notices of known problems and planned work',
    kind: 'setting',
    organisation: 'organisation_id',
    plain: ['title', 'body'],
  },
  'content.templates': {
    what: 'Canned replies',
    kind: 'setting',
    organisation: 'organisation_id',
    plain: ['name', 'body'],
  },
})
