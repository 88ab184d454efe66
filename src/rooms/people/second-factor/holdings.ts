import { declareHoldings } from '#platform/holdings/holding.ts'

const OF_PERSON = {
  kind: 'signing_in',
  persons: { person_id: 'subject' },
  whose: 'person_id',
  erased: 'deleted',
} as const
const SETTING = { kind: 'setting', organisation: 'organisation_id' } as const

/** What is held of second factors, of rules for signing in, and of letters to choose a password. */
export const signInHoldings = declareHoldings({
  'people.authenticators': {
    ...OF_PERSON,
    what: 'Authenticator apps: since when',
    organisation: 'organisation_id',
    secret: ['sealed_secret', 'offered_secret'],
  },
  'people.recovery_codes': {
    ...OF_PERSON,
    what: 'Recovery codes, as hashes',
    organisation: 'organisation_id',
    left_out: 'secret',
    secret: ['code_hash'],
  },
  'people.passkeys': {
    ...OF_PERSON,
    what: 'Passkeys: their names and dates',
    organisation: 'organisation_id',
    personal: { name: 'removed' },
    secret: ['credential_id', 'public_key'],
    plain: ['transports'],
  },
  'people.second_factor_roles': {
    ...SETTING,
    passes: { how: 'copied' },
    what: 'Roles that need a second factor',
    plain: ['role'],
  },
  'people.password_rules': {
    ...SETTING,
    passes: { how: 'copied_of_first' },
    what: 'What passwords must be',
    plain: ['banned_words'],
  },
  'people.earlier_passwords': {
    ...OF_PERSON,
    what: 'Earlier passwords, as hashes',
    organisation: null,
    left_out: 'secret',
    secret: ['hash'],
  },
  'people.password_letters': {
    ...OF_PERSON,
    what: 'Letters to choose a password: when, and whether they were used',
    organisation: 'organisation_id',
    secret: ['made_for'],
    plain: ['kind'],
  },
  'people.half_sign_ins': {
    ...OF_PERSON,
    what: 'Sign-ins whose second step is owed',
    organisation: null,
    left_out: 'over within minutes',
    secret: ['token_hash', 'provider_session', 'sealed_id_token'],
  },
  'people.passkey_challenges': {
    ...OF_PERSON,
    what: 'Passkeys being asked for',
    organisation: null,
    left_out: 'over within minutes',
    secret: ['challenge_hash'],
  },
})
