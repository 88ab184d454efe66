import { expect, test } from 'vitest'
import { safeReturn } from '../sign-in/return-to.ts'
import { readClaims } from './claims.rules.ts'
import { type Profile, whyNotDomain, whyNotIssuer } from './profiles.rules.ts'

const read = (claims: object, profile: Profile = 'oidc', groups_claim: string | null = 'groups') =>
  readClaims({ sub: 's', ...claims }, profile, { groups_claim, domains: ['penwick.example'] })

test.each([
  [{ email: 'a@x.example', email_verified: true }, true],
  [{ email: 'a@x.example', email_verified: 'true' }, true],
  [{ email: 'a@x.example', email_verified: 'false' }, false],
  [{ email: 'a@x.example' }, false],
])('%o is an address that is verified: %s', (claims, verified) =>
  expect(read(claims)).toMatchObject({ email: 'a@x.example', verified }),
)

test.each([
  // An address that somebody wrote into a directory is worth nothing, whoever’s it looks like.
  [{ email: 'ceo@penwick.example', preferred_username: 'x@evil.onmicrosoft.com' }, 'ceo@penwick.example', false],
  [{ email: 'ceo@penwick.example' }, 'ceo@penwick.example', false],
  [{ preferred_username: 'ben@penwick.example' }, 'ben@penwick.example', true],
  [{ upn: 'ben@penwick.example', email: 'old@penwick.example' }, 'ben@penwick.example', true],
  [{ email: 'ben@penwick.example', xms_edov: '1' }, 'ben@penwick.example', true],
])('Entra’s %o is %s, vouched for: %s', (claims, email, verified) =>
  expect(read(claims, 'entra')).toMatchObject({ email, verified }),
)

test.each([
  [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
  [{ groups: 'a' }, 'groups', ['a']],
  [{ groups: [1, null, 'a'] }, 'groups', ['a']],
  [{ realm_access: { roles: ['desk'] } }, 'realm_access.roles', ['desk']],
  [{ 'https://penwick.example/groups': ['desk'] }, 'https://penwick.example/groups', ['desk']],
  [{}, 'constructor', []],
  [{ groups: ['a'] }, null, []],
])('groups of %o at %s are %o', (claims, at, groups) => expect(read(claims, 'keycloak', at).groups).toEqual(groups))

test('too many groups to say is not none', () => {
  expect(read({ hasgroups: 'true' }, 'entra').too_many_groups).toBe(true)
  expect(read({ _claim_names: { groups: 'src1' } }, 'entra').too_many_groups).toBe(true)
  expect(read({ _claim_names: { other: 'src1' } }, 'entra').too_many_groups).toBe(false)
})

test.each([
  ['common', false],
  ['organizations', false],
  ['consumers', false],
  ['8d3f4a2e-0000-4000-8000-000000000000', true],
])('Entra’s directory “%s” can be one council’s: %s', (directory, may) =>
  expect(whyNotIssuer(`https://login.microsoftonline.com/${directory}/v2.0`) === null).toBe(may),
)

test.each(['gmail.com', 'gov.uk', 'a', 'a.b', '*.example.org', 'exa mple.org', '-a.example'])(
  '%s is no council’s domain',
  domain => expect(whyNotDomain(domain)).not.toBeNull(),
)
test.each(['penwick.gov.uk', 'x1.example', 'xn--e1afmkfd.example'])('%s may be', domain =>
  expect(whyNotDomain(domain)).toBeNull(),
)

test.each([
  ['/queue?x=1#y', '/queue?x=1#y'],
  [undefined, '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['/..//evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, %j leads to %s', (wanted, to) => expect(safeReturn(wanted)).toBe(to))
