import { declareHoldings } from '#platform/holdings/holding.ts'

/** What is held of words a council keeps ready. */
export const contentHoldings = declareHoldings({
  'content.notices': {
    passes: { how: 'moves' },
    what: 'Notices of known problems and planned work',
    kind: 'setting',
    organisation: 'organisation_id',
    plain: ['title', 'body'],
  },
  'content.templates': {
    passes: {
      how: 'copied',
      named: ['name'],
      renames: 'name',
      clash: { what: 'canned reply', ways: ['rename', 'join'] },
    },
    what: 'Canned replies',
    kind: 'setting',
    organisation: 'organisation_id',
    plain: ['name', 'body'],
  },
})
