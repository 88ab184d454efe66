import { declareHoldings } from '#platform/holdings/holding.ts'
import { directoryHoldings } from './scim/holdings.ts'
import { signInHoldings } from './second-factor/holdings.ts'
import { signOnHoldings } from './single-sign-on/holdings.ts'

const OF_PERSON = { persons: { person_id: 'subject' }, whose: 'person_id' } as const

const ownHoldings = declareHoldings({
  'people.organisations': {
    what: 'The organisation itself',
    kind: 'setting',
    organisation: 'id',
    plain: ['kind', 'name', 'short_name', 'accent', 'logo', 'zone'],
  },
  'people.persons': {
    what: 'People: their names, how to reach them, where they work',
    kind: 'person',
    organisation: 'organisation_id',
    persons: { id: 'subject', manager_id: 'worker' },
    whose: 'id',
    personal: {
      ...{ name: 'pseudonym', email: 'nothing', phone: 'nothing', job_title: 'nothing', department: 'nothing' },
      ...{ location: 'nothing', assistance: 'nothing', external_reference: 'nothing', employee_number: 'nothing' },
    },
    plain: ['contact_by'],
  },
  'people.addresses': {
    ...OF_PERSON,
    what: 'Addresses people write from',
    kind: 'person',
    organisation: 'organisation_id',
    personal: { address: 'no_address' },
    plain: ['verified_by'],
    erased: 'deleted',
  },
  'people.role_assignments': {
    ...OF_PERSON,
    what: 'Who may do what',
    kind: 'person',
    organisation: 'organisation_id',
    plain: ['role'],
    erased: 'deleted',
  },
  'people.role_permissions': {
    what: 'What roles may do here that is not the usual',
    kind: 'setting',
    organisation: 'organisation_id',
    plain: ['role', 'permission'],
  },
  'people.viewings': {
    what: 'When administrators saw the service as somebody else does, and why',
    kind: 'record',
    organisation: 'organisation_id',
    persons: { viewed_id: 'subject', viewer_id: 'worker' },
    whose: 'viewed_id',
    personal: { reason: 'scrubbed' },
    secret: ['session_hash', 'secret_hash'],
  },
  'people.team_members': {
    ...OF_PERSON,
    what: 'Who works in which team',
    kind: 'person',
    organisation: 'organisation_id',
    erased: 'deleted',
  },
  'people.last_visits': {
    ...OF_PERSON,
    what: 'When people last looked at their cases',
    kind: 'choice',
    organisation: 'organisation_id',
    erased: 'deleted',
  },
  'people.passwords': {
    ...OF_PERSON,
    what: 'Passwords, as hashes',
    kind: 'signing_in',
    organisation: null,
    left_out: 'secret',
    secret: ['hash'],
    erased: 'deleted',
  },
  'people.sessions': {
    ...OF_PERSON,
    what: 'Sign-ins: when, and from which browser and address',
    kind: 'signing_in',
    organisation: null,
    through: 'people.held_sessions',
    personal: { address: 'nothing', browser: 'nothing' },
    secret: ['token_hash', 'provider_session', 'sealed_id_token'],
    plain: ['second_factor'],
    erased: 'deleted',
  },
  'people.api_tokens': {
    ...OF_PERSON,
    what: 'Tokens for programs: names, rights and dates',
    kind: 'signing_in',
    organisation: null,
    through: 'people.held_api_tokens',
    personal: { name: 'removed' },
    secret: ['token_hash'],
    plain: ['scopes'],
    erased: 'deleted',
  },
  'people.teams': { what: 'Teams', kind: 'setting', organisation: 'organisation_id', plain: ['name', 'slug'] },
  'people.calendars': { what: 'Calendars', kind: 'setting', organisation: 'organisation_id', plain: ['name'] },
  'people.calendar_versions': {
    what: 'What each calendar said from when',
    kind: 'setting',
    organisation: 'organisation_id',
    persons: { made_by: 'worker' },
    whose: 'made_by',
    personal: { made_by_name: 'pseudonym', because: 'scrubbed' },
    plain: ['zone', 'hours', 'nation', 'holidays', 'openings', 'closures', 'reasons'],
  },
  'people.change_proposals': {
    what: 'Changes to calendars and targets that were looked over first',
    kind: 'setting',
    organisation: 'organisation_id',
    persons: { proposed_by: 'worker' },
    whose: 'proposed_by',
    personal: { proposed_by_name: 'pseudonym', content: 'scrubbed' },
    plain: ['kind', 'base', 'impact', 'decision'],
  },
  'people.rotas': {
    what: 'Who is on call in turn',
    kind: 'setting',
    organisation: 'organisation_id',
    persons: { persons: 'worker' },
    plain: ['name', 'zone', 'handover', 'hours'],
  },
  'people.rota_overrides': {
    what: 'Stand-ins for those on call',
    kind: 'setting',
    organisation: 'organisation_id',
    persons: { person_id: 'worker' },
    whose: 'person_id',
    personal: { because: 'scrubbed', made_by_name: 'scrubbed' },
  },
  'people.bank_holidays': {
    what: 'Bank holidays',
    kind: 'setting',
    organisation: null,
    left_out: 'published by the government',
    plain: ['nation', 'name', 'source'],
  },
})

/** What is held of people, organisations and their working time. */
export const peopleHoldings = { ...ownHoldings, ...signInHoldings, ...directoryHoldings, ...signOnHoldings }
