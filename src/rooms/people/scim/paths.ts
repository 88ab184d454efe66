import { path } from '#platform/http/path.ts'

export const scimPaths = {
  users: path('/scim/v2/Users'),
  user: path('/scim/v2/Users/:id'),
  searchUsers: path('/scim/v2/Users/.search'),
  groups: path('/scim/v2/Groups'),
  group: path('/scim/v2/Groups/:id'),
  searchGroups: path('/scim/v2/Groups/.search'),
  bulk: path('/scim/v2/Bulk'),
  config: path('/scim/v2/ServiceProviderConfig'),
  resourceTypes: path('/scim/v2/ResourceTypes'),
  resourceType: path('/scim/v2/ResourceTypes/:name'),
  schemas: path('/scim/v2/Schemas'),
  schema: path('/scim/v2/Schemas/:urn'),
}
