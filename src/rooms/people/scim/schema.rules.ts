/* The attributes of RFC 7643 that we know: what is kept, filtered and described all follow from these tables. */

export interface Attribute {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'dateTime' | 'complex'
  readonly multi?: boolean
  readonly caseExact?: boolean
  readonly readOnly?: boolean
  readonly required?: boolean
  readonly unique?: boolean
  readonly sub?: readonly Attribute[]
  readonly about: string
}

export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group'

const text = (name: string, about: string, more: Partial<Attribute> = {}): Attribute => ({
  ...{ name, type: 'string', about },
  ...more,
})

/** Something of which there may be several, each with a kind and one of them the first. */
const several = (name: string, about: string, sub?: readonly Attribute[]): Attribute => ({
  ...{ name, type: 'complex', multi: true, about },
  sub: sub ?? [
    text('value', 'The value'),
    text('display', 'How it is shown'),
    text('type', 'Such as work or home'),
    { name: 'primary', type: 'boolean', about: 'Whether it is the first of them' },
  ],
})

const META: Attribute = {
  ...{ name: 'meta', type: 'complex', readOnly: true, about: 'When it was made and changed, and its version' },
  sub: [
    text('resourceType', 'User or Group', { readOnly: true, caseExact: true }),
    { name: 'created', type: 'dateTime', readOnly: true, about: 'When it was made' },
    { name: 'lastModified', type: 'dateTime', readOnly: true, about: 'When it last changed' },
    text('location', 'Its address', { readOnly: true, caseExact: true }),
    text('version', 'Its entity tag', { readOnly: true, caseExact: true }),
  ],
}

const COMMON: readonly Attribute[] = [
  text('schemas', 'Which schemas it follows', { multi: true, caseExact: true, readOnly: true }),
  text('id', 'Our identifier', { readOnly: true, caseExact: true, unique: true }),
  text('externalId', 'The directory’s identifier', { caseExact: true }),
  META,
]

const ADDRESS = [
  ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type'].map(name =>
    text(name, name),
  ),
  { name: 'primary', type: 'boolean', about: 'Whether it is the first of them' } as const,
]

const NAME = [...['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix']].map(
  name => text(name, name),
)

export const USER: readonly Attribute[] = [
  ...COMMON,
  text('userName', 'What the directory calls them', { required: true, unique: true }),
  { name: 'name', type: 'complex', sub: NAME, about: 'Their name in its parts' },
  text('displayName', 'Their name as it is shown'),
  text('nickName', 'What they like to be called'),
  text('profileUrl', 'A page about them'),
  text('title', 'Their job'),
  text('userType', 'Such as employee or contractor'),
  text('preferredLanguage', 'Their language'),
  text('locale', 'How dates and numbers are written for them'),
  text('timezone', 'Their time zone'),
  { name: 'active', type: 'boolean', about: 'Whether they may sign in' },
  several('emails', 'E-mail addresses; the first is where we write to'),
  several('phoneNumbers', 'Telephone numbers'),
  several('ims', 'Addresses for messages'),
  several('photos', 'Pictures'),
  several('addresses', 'Postal addresses', ADDRESS),
  { ...several('groups', 'The groups they are in'), readOnly: true },
  several('entitlements', 'What they are entitled to'),
  several('roles', 'Roles as the directory names them: kept, and giving nothing here'),
  several('x509Certificates', 'Certificates'),
]

export const ENTERPRISE: readonly Attribute[] = [
  text('employeeNumber', 'Their number as an employee'),
  text('costCenter', 'What pays for them'),
  text('organization', 'Their organisation'),
  text('division', 'Their division'),
  text('department', 'Their department'),
  {
    ...{ name: 'manager', type: 'complex', about: 'Whom they report to' },
    sub: [
      text('value', 'The manager’s id', { caseExact: true }),
      text('$ref', 'The manager’s address'),
      text('displayName', 'The manager’s name', { readOnly: true }),
    ],
  },
]

export const GROUP: readonly Attribute[] = [
  ...COMMON,
  text('displayName', 'The group’s name', { required: true, unique: true }),
  several('members', 'Who is in it', [
    text('value', 'The person’s id', { caseExact: true }),
    text('$ref', 'The person’s address'),
    text('type', 'User'),
    text('display', 'The person’s name', { readOnly: true }),
  ]),
]

export type ResourceType = 'User' | 'Group'

/** Where an attribute stands in a resource: perhaps in the enterprise extension, perhaps with one of its parts. */
export interface Place {
  readonly extension: boolean
  readonly attribute: Attribute
  readonly sub?: Attribute | undefined
}

const named = (among: readonly Attribute[] | undefined, name: string) =>
  among?.find(attribute => attribute.name.toLowerCase() === name.toLowerCase())

const URNS: Record<ResourceType, readonly (readonly [urn: string, extension: boolean])[]> = {
  User: [
    [ENTERPRISE_URN, true],
    [USER_URN, false],
  ],
  Group: [[GROUP_URN, false]],
}

/** The whole of an extension, when that is what a path names. */
export const isExtension = (path: string): boolean => path.toLowerCase() === ENTERPRISE_URN.toLowerCase()

/** Finds what a path such as `name.familyName` or `urn:…:User:department` names; undefined when there is no such attribute. */
export function placeOf(type: ResourceType, path: string): Place | undefined {
  const lower = path.toLowerCase()
  const [urn, extension] = URNS[type].find(([known]) => lower.startsWith(`${known.toLowerCase()}:`)) ?? ['', false]
  const [name = '', subName, ...rest] = (urn ? path.slice(urn.length + 1) : path).split('.')
  const attribute = named(extension ? ENTERPRISE : type === 'User' ? USER : GROUP, name)
  if (!attribute || rest.length > 0) return undefined
  if (subName === undefined) return { extension, attribute }
  const sub = named(attribute.sub, subName)
  return sub && { extension, attribute, sub }
}

/** A part of a complex attribute by its name, in whatever letters. */
export const partOf = (attribute: Attribute, name: string): Attribute | undefined => named(attribute.sub, name)

export const attributesOf = (type: ResourceType): readonly Attribute[] => (type === 'User' ? USER : GROUP)
