import { declareHoldings } from '#platform/holdings/holding.ts'

const OF_ORGANISATION = { organisation: 'organisation_id' } as const

/** What is held of an organisation's directory. */
export const directoryHoldings = declareHoldings({
  'people.directory_tokens': {
    ...OF_ORGANISATION,
    what: 'Tokens for the organisation’s directory: names and dates',
    kind: 'signing_in',
    personal: { made_by_name: 'scrubbed' },
    secret: ['token_hash'],
    plain: ['name'],
  },
  'people.directory_users': {
    passes: {
      how: 'moves',
      named: ['user_name_key'],
      clash: { what: 'user name in the directory', ways: ['first', 'second'] },
    },
    ...OF_ORGANISATION,
    what: 'What the directory says of people',
    kind: 'person',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    personal: { user_name: 'removed', external_id: 'nothing', attributes: 'removed' },
    erased: 'deleted',
  },
  'people.directory_groups': {
    passes: { how: 'moves', named: ['name_key'], clash: { what: 'group of the directory', ways: ['first', 'second'] } },
    ...OF_ORGANISATION,
    what: 'The directory’s groups',
    kind: 'setting',
    plain: ['name', 'external_id'],
  },
  'people.directory_group_members': {
    ...OF_ORGANISATION,
    what: 'Who is in which of the directory’s groups',
    kind: 'person',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    erased: 'deleted',
  },
})
