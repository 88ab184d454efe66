import { beforeAll, expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { directoryOf } from '#testing/directory.ts'
import { matches } from './match.rules.ts'
import { readInner } from './read-filter.ts'
import { placeOf } from './schema.rules.ts'

const WORK = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
let c: Council
let directory: Awaited<ReturnType<typeof directoryOf>>
const ids: Record<string, string> = {}

beforeAll(async () => {
  c = await council()
  directory = await directoryOf(c)
  for (const [name, more] of Object.entries({
    anna: { title: 'Head "of" 50% \\ planning', userType: 'Employee', timezone: 'Europe/London' },
    bob: { active: false, emails: [{ value: 'bob@home.example', type: 'home' }], [WORK]: { costCenter: 'C-1' } },
    çelik: {
      userType: 'Contractor',
      emails: [
        { value: 'c@work.example', type: 'work' },
        { value: 'c@home.example', type: 'home' },
      ],
    },
  })) {
    const { json } = await directory.post('/Users', {
      userName: `x-${name}`,
      name: { familyName: name, givenName: 'Ex' },
      ...more,
    })
    ids[name] = json.id
  }
})

const found = async (filter: string, more: Record<string, string> = {}) => {
  const { json } = await directory.get(
    `/Users?${new URLSearchParams({ filter: `userName sw "x-" and (${filter})`, sortBy: 'userName', ...more })}`,
  )
  return json.Resources?.map((one: { userName: string }) => one.userName.slice(2)) ?? json
}

test.each([
  ['userName eq "X-ANNA"', ['anna']],
  ['title co "\\"of\\" 50% \\\\ plan"', ['anna']],
  ['title co "50_"', []],
  ['name.familyName ew "LIK"', ['çelik']],
  ['not (userType eq "employee")', ['bob', 'çelik']],
  ['userType ne "Employee"', ['bob', 'çelik']],
  ['not (userType pr)', ['bob']],
  ['active eq "False"', ['bob']],
  ['active ne true', ['bob']],
  ['emails.type eq "home" and emails.value co "work"', ['çelik']],
  ['emails[type eq "home" and value co "work"]', []],
  ['emails[not (type eq "home")]', ['çelik']],
  ['emails pr', ['bob', 'çelik']],
  [`${WORK}:costCenter eq "c-1"`, ['bob']],
  ['userType eq "Employee" or active eq false and userName eq "x-bob"', ['anna', 'bob']],
  ['(userType eq "Employee" or active eq false) and userName eq "x-bob"', ['bob']],
  [
    'meta.created gt "2020-01-01T00:00:00Z" and meta.lastModified le "2099-01-01T00:00:00+01:00"',
    ['anna', 'bob', 'çelik'],
  ],
  ['meta.resourceType eq "Group"', []],
  [`schemas eq "${WORK}"`, ['anna', 'bob', 'çelik']],
  ['userName gt "x-b"', ['bob', 'çelik']],
  ['externalId eq null', ['anna', 'bob', 'çelik']],
])('the filter %s', async (filter, names) => {
  expect(await found(filter)).toEqual(names)
})

test.each([
  'userName',
  'userName eq',
  'userName is "a"',
  'userName eq "a',
  'active gt true',
  'active eq "perhaps"',
  'nickname.first eq "a"',
  'shoeSize eq 9',
  'meta.created gt "yesterday"',
  'emails[type eq "work"',
  'emails[type eq "work"] eq "a"',
  'name[givenName eq "a"]',
  'userName eq "a"; drop table people.persons',
  "userName eq 'a'",
  'userName eq "\\ud800"x',
  'not userName eq "a"',
  'userName eq TRUEISH',
  `${'('.repeat(40)}active eq true${')'.repeat(40)}`,
  Array.from({ length: 80 }, () => 'active eq true').join(' or '),
  `userName eq "${'a'.repeat(5000)}"`,
])('a broken filter is refused by name: %s', async filter => {
  const { status, json } = await directory.get(`/Users?${new URLSearchParams({ filter })}`)
  expect([status, json.scimType]).toEqual([400, 'invalidFilter'])
})

test('what is in the brackets of a path means in memory what it means in the database', async () => {
  const emails = placeOf('User', 'emails')!.attribute
  const values = (await directory.get(`/Users/${ids.çelik}`)).json.emails as { value: string; type: string }[]
  for (const inner of [
    'type eq "WORK"',
    'value co "home"',
    'not (type eq "work")',
    'primary eq "True"',
    'value gt "c@i"',
    'display pr',
    'type ne "work" or value sw "C@"',
  ]) {
    const inMemory = values.some(value => matches(readInner('User', emails, inner), value))
    expect([inner, (await found(`emails[${inner}]`)).includes('çelik')]).toEqual([inner, inMemory])
  }
})

test('a list has pages, an order, and only what was asked for', async () => {
  const filter = 'userName sw "x-"'
  const ask = async (more: Record<string, string>) =>
    (await directory.get(`/Users?${new URLSearchParams({ filter, ...more })}`)).json
  const second = await ask({
    startIndex: '2',
    count: '1',
    sortBy: 'name.familyName',
    sortOrder: 'descending',
    attributes: 'userName,name.givenName',
  })
  expect(second).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 })
  expect(second.Resources[0]).toEqual({
    schemas: expect.any(Array),
    id: ids.bob,
    userName: 'x-bob',
    name: { givenName: 'Ex' },
  })
  expect((await ask({ count: '0' })).Resources).toEqual([])
  expect((await ask({ startIndex: '-5', count: '-1' })).totalResults).toBe(3)
  expect((await ask({ startIndex: '99999999999999999999' })).Resources).toEqual([])
  expect((await ask({ excludedAttributes: 'name,emails.type,meta,id' })).Resources[1]).toMatchObject({
    id: ids.bob,
    emails: [{ value: 'bob@home.example' }],
  })
  expect((await ask({ sortBy: 'shoeSize' })).scimType).toBe('invalidPath')
  const search = await directory.post('/Users/.search', { filter, count: 2, attributes: ['userName'] })
  expect(search.json).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
})

test('a version that is no longer there is not written over', async () => {
  const place = `/Users/${ids.anna}`
  const first = await directory.get(place)
  const etag = first.headers.get('etag')!
  expect((await directory.get(place, { 'if-none-match': etag })).status).toBe(304)
  const operations = { Operations: [{ op: 'replace', path: 'nickName', value: 'An' }] }
  expect((await directory.send('PATCH', place, operations, { 'if-match': etag })).status).toBe(200)
  expect((await directory.send('PATCH', place, operations, { 'if-match': etag })).status).toBe(412)
  expect((await directory.send('DELETE', place, undefined, { 'if-match': etag })).status).toBe(412)
  expect((await directory.get(place)).json.nickName).toBe('An')
})

test('what the service can do is said, and what it does not know is not there', async () => {
  expect((await directory.get('/ServiceProviderConfig')).json).toMatchObject({
    patch: { supported: true },
    bulk: { maxOperations: 200 },
  })
  const types = (await directory.get('/ResourceTypes')).json.Resources as { id: string; endpoint: string }[]
  for (const { endpoint } of types) expect((await directory.get(endpoint)).status).toBe(200)
  for (const { id } of (await directory.get('/Schemas')).json.Resources)
    expect((await directory.get(`/Schemas/${id}`)).json.id).toBe(id)
  for (const place of ['/Me', '/Nothing', '/Schemas/urn:none', '/ResourceTypes/Shoe', '/Users/x/y'])
    expect((await directory.get(place)).json).toMatchObject({
      status: '404',
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    })
})

test('several changes in one request: each by itself, naming what it made, as far as mistakes allow', async () => {
  const data = { userName: 'x-dora', name: { givenName: 'Ex', familyName: 'dora' } }
  const group = { displayName: 'Bulk', members: [{ value: 'bulkId:one' }] }
  const answer = await directory.post('/Bulk', {
    failOnErrors: 2,
    Operations: [
      { method: 'POST', path: '/Users', bulkId: 'one', data },
      { method: 'POST', path: '/Groups', bulkId: 'two', data: group },
      { method: 'POST', path: '/Users', bulkId: 'three', data },
      { method: 'PATCH', path: '/Users/bulkId:one', data: { Operations: [{ op: 'add', value: { title: 'Made' } }] } },
      { method: 'BREW', path: '/Users' },
      { method: 'DELETE', path: '/Users/bulkId:one' },
    ],
  })
  expect(answer.json.Operations.map(({ status }: { status: string }) => status)).toEqual([
    '201',
    '201',
    '409',
    '200',
    '400',
  ])
  const made = await directory.find('userName eq "x-dora"')
  expect(made.json.Resources[0]).toMatchObject({ title: 'Made', groups: [{ display: 'Bulk' }] })
  const many = Array.from({ length: 201 }, () => ({ method: 'DELETE', path: '/Users/x' }))
  expect((await directory.post('/Bulk', { Operations: many })).json.scimType).toBe('tooMany')
  await directory.remove(`/Users/${made.json.Resources[0].id}`)
})
