import { declareHoldings } from '#platform/holdings/holding.ts'

const SETTING = { kind: 'setting', organisation: 'organisation_id' } as const

/** What is held of signing in with an organisation's own provider. */
export const signOnHoldings = declareHoldings({
  'people.identity_providers': {
    ...SETTING,
    passes: { how: 'moves' },
    what: 'Where people sign in from',
    secret: ['sealed_secret', 'next_sealed_secret'],
    plain: ['name', 'issuer', 'client_id', 'public_key', 'next_public_key', 'scopes', 'groups_claim'],
  },
  'people.email_domains': {
    ...SETTING,
    passes: { how: 'follows' },
    what: 'Whose addresses sign in where',
    plain: ['domain'],
  },
  'people.group_grants': {
    ...SETTING,
    passes: { how: 'follows' },
    what: 'What a provider’s groups may do',
    organisations: ['in_organisation_id'],
    plain: ['group_name', 'role'],
  },
  'people.identities': {
    passes: { how: 'follows' },
    what: 'Whom a provider knows as which person',
    kind: 'signing_in',
    organisation: 'organisation_id',
    persons: { person_id: 'subject' },
    whose: 'person_id',
    personal: { subject: 'removed', email: 'nothing' },
    plain: ['issuer'],
    erased: 'deleted',
  },
  'people.logout_tokens': {
    what: 'What providers said of whoever signed out there, so that it counts once',
    kind: 'technical',
    organisation: null,
    left_out: 'over within minutes',
    secret: ['jti_hash'],
  },
  'people.sign_in_attempts': {
    what: 'Sign-ins under way',
    kind: 'technical',
    organisation: null,
    left_out: 'over within minutes',
    secret: ['state_hash', 'browser_hash', 'nonce', 'verifier'],
    plain: ['return_to', 'proves'],
  },
})
