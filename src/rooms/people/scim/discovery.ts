/* What we can do, said for programs: RFC 7643, sections 5 to 7. */
import { absolute } from '#platform/site.ts'
import { scimPaths } from './paths.ts'
import { scimProblems } from './problems.ts'
import type { Resource } from './resource.ts'
import { type Attribute, ENTERPRISE, ENTERPRISE_URN, GROUP, GROUP_URN, USER, USER_URN } from './schema.rules.ts'

export const MOST_BULK_OPERATIONS = 200
export const MOST_BYTES = 1_000_000

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const listed = (resources: readonly Resource[]): Resource => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
})

/** What this service supports of SCIM. */
export const serviceProviderConfig = (): Resource => ({
  schemas: [`${CORE}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: MOST_BULK_OPERATIONS, maxPayloadSize: MOST_BYTES },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token that an administrator of the organisation makes for its directory',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: absolute(scimPaths.config()) },
})

const typeOf = (
  name: string,
  endpoint: string,
  schema: string,
  about: string,
  extensions: readonly string[],
): Resource => ({
  schemas: [`${CORE}:ResourceType`],
  ...{ id: name, name, endpoint, description: about, schema },
  schemaExtensions: extensions.map(urn => ({ schema: urn, required: false })),
  meta: { resourceType: 'ResourceType', location: absolute(scimPaths.resourceType({ name })) },
})

const types = () => [
  typeOf('User', '/Users', USER_URN, 'A person', [ENTERPRISE_URN]),
  typeOf('Group', '/Groups', GROUP_URN, 'People whom the directory puts together', []),
]

export const resourceTypes = (): Resource => listed(types())

/** Raises `scim.not-found`. */
export const resourceType = (name: string): Resource =>
  types().find(type => type.name === name) ?? scimProblems.raise('not-found')

const described = (attribute: Attribute): Resource => ({
  name: attribute.name,
  type: attribute.type,
  multiValued: attribute.multi === true,
  description: attribute.about,
  required: attribute.required === true,
  ...(attribute.type === 'string' ? { caseExact: attribute.caseExact === true } : {}),
  mutability: attribute.readOnly ? 'readOnly' : 'readWrite',
  returned: attribute.name === 'id' ? 'always' : 'default',
  uniqueness: attribute.unique ? 'server' : 'none',
  ...(attribute.sub ? { subAttributes: attribute.sub.map(described) } : {}),
})

const schemaOf = (urn: string, name: string, about: string, attributes: readonly Attribute[]): Resource => ({
  schemas: [`${CORE}:Schema`],
  ...{ id: urn, name, description: about },
  attributes: attributes.filter(({ name }) => name !== 'schemas' && name !== 'meta').map(described),
  meta: { resourceType: 'Schema', location: absolute(scimPaths.schema({ urn })) },
})

const all = () => [
  schemaOf(USER_URN, 'User', 'A person', USER),
  schemaOf(ENTERPRISE_URN, 'EnterpriseUser', 'A person at work', ENTERPRISE),
  schemaOf(GROUP_URN, 'Group', 'People whom the directory puts together', GROUP),
]

export const schemas = (): Resource => listed(all())

/** Raises `scim.not-found`. */
export const schema = (urn: string): Resource => all().find(one => one.id === urn) ?? scimProblems.raise('not-found')
