/*
 * Every place where directories write is sent what its own schemas describe, and what they do not: whatever it is, the answer is in
 * SCIM's words, in time, and never a fault of ours.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { directoryOf, type Told } from '#testing/directory.ts'
import { HOSTILE_TEXTS, SEED, within } from '#testing/hostile.ts'

interface Attribute {
  name: string
  type: string
  multiValued: boolean
  subAttributes?: Attribute[]
}

const RUNS = Number(process.env.RUNS ?? 60)

const TEXT = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }))
const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
const HOSTILE = fc.oneof(
  { weight: 3, arbitrary: TEXT },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(100_001), null, true, -0, 1e308, 1.5, [], {}, [{}], deep) },
  { weight: 1, arbitrary: fc.constantFrom({ value: { value: {} } }, { $ref: '/Users/1' }, { length: 1e9 }) },
)
const byChance = (fits: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: fits }, { weight: 1, arbitrary: HOSTILE })

function valueFor({ type, multiValued, subAttributes = [] }: Attribute): fc.Arbitrary<unknown> {
  const parts = fc.record(Object.fromEntries(subAttributes.map(one => [one.name, byChance(valueFor(one))])), {
    requiredKeys: [],
  })
  const text = fc.oneof(fc.string({ maxLength: 30 }), TEXT)
  const plain = type === 'boolean' ? fc.constantFrom(true, false, 'False', 'TRUE', 1) : text
  const one: fc.Arbitrary<unknown> = type === 'complex' ? parts : plain
  return multiValued ? fc.array(one, { maxLength: 3 }) : one
}

function resourceFor(attributes: Attribute[], schemas: readonly string[]): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(attributes.map(one => [one.name, byChance(valueFor(one))]))
  return fc
    .record(values, { requiredKeys: [] })
    .map(resource => ({ schemas, ...resource, userName: resource.userName ?? `u-${Math.random()}` }))
}

const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'and', 'or', 'not', 'like', '']

/** Filters and paths: mostly words of the language, in no order it knows. */
function phraseFor(names: readonly string[]) {
  const word = fc.oneof(
    fc.constantFrom(...names, ...OPERATORS, '(', ')', '[', ']', '.', ':', '"', '\\', 'true', 'null', '-1'),
    TEXT.map(text => JSON.stringify(text)),
    TEXT,
  )
  const sensible = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...OPERATORS), TEXT)
    .map(([name, operator, text]) => `${name} ${operator} ${JSON.stringify(text)}`)
  const nested = fc.constantFrom(
    '('.repeat(3000),
    'not ('.repeat(500),
    'a eq 1 or '.repeat(2000),
    'emails['.repeat(200),
  )
  return fc.oneof(
    sensible,
    fc.array(word, { maxLength: 12 }).map(words => words.join(' ')),
    nested,
  )
}

function check({ status, json, headers }: Told) {
  expect(status).toBeLessThan(500)
  if (status < 400) return
  expect(headers.get('content-type')).toContain('application/scim+json')
  expect(json).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) })
}

test('no place of the directory’s answers anything with a fault', { timeout: 60_000 + RUNS * 3000 }, async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const described: { id: string; name: string; attributes: Attribute[] }[] = (await directory.get('/Schemas')).json
    .Resources
  const seen = new Set<number>()
  const ask = async (method: string, path: string, body?: unknown) => {
    // Half of a character is in no address, whatever a program tries.
    const place = path.toWellFormed()
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const told = await within(10_000, `${method} ${place} ${sent}`, directory.send(method, place, sent))
    seen.add(told.status)
    check(told)
  }
  for (const [kind, schema] of [
    ['Users', 'User'],
    ['Groups', 'Group'],
  ] as const) {
    const { id: urn, attributes } = described.find(one => one.name === schema)!
    const names = attributes.flatMap(({ name, subAttributes }) => [
      name,
      ...(subAttributes ?? []).map(sub => `${name}.${sub.name}`),
      `${urn}:${name}`,
    ])
    const whole = byChance(resourceFor(attributes, [urn]))
    const phrase = phraseFor(names)
    const made = (await directory.post(`/${kind}`, { userName: 'one', displayName: 'one' })).json.id as string
    const id = fc.oneof(fc.constantFrom(made, made, c.asha.id), TEXT).map(encodeURIComponentSafely)
    const operation = fc.record(
      { op: byChance(fc.constantFrom('add', 'Replace', 'remove')), path: byChance(phrase), value: byChance(whole) },
      { requiredKeys: [] },
    )
    const patch = byChance(fc.record({ Operations: byChance(fc.array(operation, { maxLength: 4 })) }))
    const query = fc
      .record(
        { filter: phrase, sortBy: phrase, attributes: phrase, startIndex: TEXT, count: TEXT, sortOrder: TEXT },
        { requiredKeys: [] },
      )
      .map(asked => new URLSearchParams(asked).toString())
    const inBulk = fc.record({
      method: byChance(fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE')),
      path: byChance(fc.constantFrom(`/${kind}`, `/${kind}/${made}`, `/${kind}/bulkId:a`)),
      bulkId: byChance(fc.constantFrom('a', 'b')),
      data: whole,
    })
    const bulk = byChance(fc.record({ Operations: fc.array(inBulk, { maxLength: 3 }), failOnErrors: HOSTILE }))
    const search = byChance(fc.record({ filter: phrase }))
    const requests: fc.Arbitrary<readonly [method: string, path: string, body?: unknown]>[] = [
      whole.map(body => ['POST', `/${kind}`, body]),
      query.map(asked => ['GET', `/${kind}?${asked}`]),
      fc.tuple(id, query).map(([one, asked]) => ['GET', `/${kind}/${one}?${asked}`]),
      fc.tuple(id, whole).map(([one, body]) => ['PUT', `/${kind}/${one}`, body]),
      fc.tuple(id, patch).map(([one, body]) => ['PATCH', `/${kind}/${one}`, body]),
      search.map(body => ['POST', `/${kind}/.search`, body]),
      bulk.map(body => ['POST', '/Bulk', body]),
      TEXT.map(one => ['DELETE', `/${kind}/${encodeURIComponentSafely(one)}`]),
    ]
    for (const request of requests) {
      const property = fc.asyncProperty(request, ([method, path, body]) => ask(method, path, body))
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true })
    }
  }
  for (const status of [200, 201, 400, 404]) expect(seen).toContain(status)
})

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
