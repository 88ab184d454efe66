import { expect, test } from 'vitest'
import type { Json } from './match.rules.ts'
import { patched } from './patch.ts'
import { readResource } from './read-resource.ts'
import { ENTERPRISE_URN as WORK } from './schema.rules.ts'

const before = readResource('User', {
  ...{ userName: 'gwen', Active: 'True', title: 'Planner', password: 'never kept', shoeSize: 9 },
  name: { givenName: 'Gwen', familyName: 'Pryce' },
  emails: [
    { Value: 'gwen@work.example', Type: 'work', Primary: 'true' },
    { value: 'gwen@home.example', type: 'home' },
  ],
  [WORK.toUpperCase()]: { Department: 'Planning', Manager: { Value: 'm-1' } },
})
const patch = (...Operations: object[]) => patched('User', before, { Operations })
const one = (op: string, path: string | undefined, value?: unknown) => patch({ op, path, value })

test('what a directory sends is kept in the standard’s spelling, and what nobody knows is left out', () => {
  expect(before).toMatchObject({ active: true, [WORK]: { department: 'Planning', manager: { value: 'm-1' } } })
  expect(before.emails).toMatchObject([{ value: 'gwen@work.example', type: 'work', primary: true }, { type: 'home' }])
  expect(JSON.stringify(before)).not.toMatch(/never kept|shoeSize/)
})

const DIALECTS: [string, object[], (after: Record<string, Json>) => unknown, unknown][] = [
  [
    'Entra: capitals, and truth as text',
    [{ op: 'Replace', path: 'active', value: 'False' }],
    after => after.active,
    false,
  ],
  [
    'Entra: one value as a list',
    [{ op: 'Replace', path: 'title', value: [{ $ref: null, value: 'Head' }] }],
    after => after.title,
    'Head',
  ],
  [
    'Entra: a prefixed path',
    [{ op: 'Add', path: `${WORK}:department`, value: 'Housing' }],
    after => after[WORK],
    { department: 'Housing', manager: { value: 'm-1' } },
  ],
  [
    'Entra: a manager as a text',
    [{ op: 'Add', path: `${WORK}:manager`, value: 'm-2' }],
    after => after[WORK],
    { department: 'Planning', manager: { value: 'm-2' } },
  ],
  ['Entra: no manager', [{ op: 'Remove', path: `${WORK}:manager` }], after => after[WORK], { department: 'Planning' }],
  [
    'Entra: names with dots and prefixes, no path',
    [{ op: 'replace', value: { 'name.givenName': 'Gwendolen', [`${WORK}:costCenter`]: 'C', active: 'false' } }],
    after => [after.name, after.active],
    [{ givenName: 'Gwendolen', familyName: 'Pryce' }, false],
  ],
  [
    'Entra: a filtered path',
    [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'g@work.example' }],
    after => (after.emails as Record<string, Json>[])[0]?.value,
    'g@work.example',
  ],
  [
    'Entra: a filtered path to what is not there yet',
    [{ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '07700 900123' }],
    after => after.phoneNumbers,
    [{ type: 'mobile', value: '07700 900123' }],
  ],
  ['Okta: a value without a path', [{ op: 'replace', value: { active: false } }], after => after.active, false],
  [
    'Okta: an extension whole',
    [{ op: 'add', value: { [WORK]: { division: 'North' } } }],
    after => after[WORK],
    { department: 'Planning', division: 'North', manager: { value: 'm-1' } },
  ],
  [
    'an address added as the first takes the place of the first',
    [{ op: 'add', path: 'emails', value: { value: 'new@x.example', primary: true } }],
    after => (after.emails as Record<string, Json>[]).filter(({ primary }) => primary === true),
    [{ value: 'new@x.example', primary: true }],
  ],
  [
    'what is added twice is there once',
    [{ op: 'add', path: 'emails', value: [{ value: 'gwen@home.example', type: 'home' }] }],
    after => (after.emails as Json[]).length,
    2,
  ],
  [
    'one of several removed',
    [{ op: 'remove', path: 'emails[type eq "home"]' }],
    after => (after.emails as Json[]).length,
    1,
  ],
  ['all removed', [{ op: 'remove', path: 'emails' }], after => after.emails, undefined],
  ['a part removed', [{ op: 'remove', path: 'name.familyName' }], after => after.name, { givenName: 'Gwen' }],
  ['null removes', [{ op: 'replace', path: 'title', value: null }], after => after.title, undefined],
  [
    'in order',
    [
      { op: 'add', path: 'nickName', value: 'a' },
      { op: 'replace', path: 'nickName', value: 'b' },
    ],
    after => after.nickName,
    'b',
  ],
]

test.each(DIALECTS)('%s', (_, operations, look, wanted) => {
  expect(look(patch(...operations))).toEqual(wanted)
  expect(before.title).toBe('Planner')
})

test('members are taken away by a list, by a filter, or all at once', () => {
  const group = readResource('Group', { displayName: 'G', members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] })
  const left = (operation: object) => {
    const { members } = patched('Group', group, { Operations: [operation] })
    return ((members ?? []) as { value: string }[]).map(({ value }) => value)
  }
  expect(left({ op: 'Remove', path: 'members', value: [{ value: 'a' }, { value: 'x' }] })).toEqual(['b', 'c'])
  expect(left({ op: 'remove', path: 'members[value eq "b" or value eq "c"]' })).toEqual(['a'])
  expect(left({ op: 'remove', path: 'members' })).toEqual([])
  expect(left({ op: 'Add', path: 'members', value: 'd' })).toEqual(['a', 'b', 'c', 'd'])
})

test.each<[string, string | undefined, unknown, string]>([
  ['replace', 'id', 'x', 'scim.read-only'],
  ['replace', 'meta.created', 'x', 'scim.read-only'],
  ['replace', 'shoeSize', 9, 'scim.bad-path'],
  ['replace', 'emails[type eq ]', 'x', 'scim.bad-filter'],
  ['replace', 'title[value eq "x"]', 'x', 'scim.bad-path'],
  ['replace', 'emails[value co "nobody"].value', 'x', 'scim.no-target'],
  ['remove', undefined, undefined, 'scim.no-target'],
  ['replace', 'active', 'perhaps', 'scim.bad-value'],
  ['replace', 'title', { a: 1 }, 'scim.bad-value'],
  ['replace', 'title', 'a\0b', 'scim.bad-value'],
  ['replace', undefined, 'text', 'scim.bad-value'],
  ['conjure', 'title', 'x', 'scim.bad-syntax'],
])('%s %s %s is refused', (op, path, value, code) => {
  expect(() => one(op, path, value)).toThrow(expect.objectContaining({ code }))
})
