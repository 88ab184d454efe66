/*
 * Every operation of the document is sent values that fit it, values at its edges, and values meant to hurt. Whatever comes back, it
 * is never a fault of ours, and what is refused is refused as a problem with a sentence.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWeb } from '#app/web.ts'
import { type Council, council, db, hub } from '#testing/council.tsx'
import { HOSTILE_TEXTS, SEED, within } from '#testing/hostile.ts'
import { type Got, programFor } from '#testing/program.ts'

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  format?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  $ref?: string
}
interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema } | undefined> }
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const RUNS = Number(process.env.RUNS ?? 40)

const app = createWeb({ db, hub, assets: { script: '', style: '' }, apiRate: 1_000_000 })

const HOSTILE_TEXT = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('x'.repeat(100_001), 'é '.repeat(50_000), '𝕏'.repeat(99)),
)
const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
const HOSTILE = fc.oneof(
  HOSTILE_TEXT,
  fc.constantFrom(null, true, -0, -1, 1e308, 2 ** 53, 1.5, [], {}, ['x'], deep, { $ne: null }, { length: 1e9 }),
)

const byChance = (fits: fc.Arbitrary<unknown>, hostile: fc.Arbitrary<unknown> = HOSTILE) =>
  fc.oneof({ weight: 5, arbitrary: fits }, { weight: 2, arbitrary: hostile })

function fitting(schema: Schema, doc: Document, c: Council): fc.Arbitrary<unknown> {
  if (schema.$ref) return fitting(doc.components.schemas[schema.$ref.split('/').at(-1)!]!, doc, c)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(one => fitting(one, doc, c)))
  const type = [schema.type].flat()[0]
  if (type === 'integer' || type === 'number') return fc.integer({ min: -1, max: 300 })
  if (type === 'array') return fc.array(fitting(schema.items ?? {}, doc, c), { maxLength: 3 })
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    const values = Object.fromEntries(fields.map(([name, one]) => [name, byChance(fitting(one, doc, c))]))
    const known = fc.record(values, { requiredKeys: schema.required ?? [] })
    const odd = fc.dictionary(
      HOSTILE_TEXT.filter(name => name.length < 50),
      HOSTILE,
      { maxKeys: 2 },
    )
    return fc.oneof(
      { weight: 6, arbitrary: known },
      { weight: 1, arbitrary: fc.tuple(known, odd).map(([a, b]) => ({ ...b, ...a })) },
    )
  }
  if (schema.format === 'uuid') return fc.constantFrom(c.team_id, c.asha.id, c.ben.id, c.category_id, c.organisation_id)
  if (schema.format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(at => at.toISOString())
  return fc.oneof(
    fc.constantFrom('printer', 'Hardware', c.short, c.ben.email, c.asha.id, '50', '"1"', '*'),
    fc.string(),
  )
}

const asQuery = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()

interface Sent {
  path: string
  body: string | undefined
  headers: Record<string, string>
}

function requestOf(
  path: string,
  operation: Operation,
  doc: Document,
  c: Council,
  references: string[],
): fc.Arbitrary<Sent> {
  const part = (where: string) =>
    fc.record(
      Object.fromEntries(
        (operation.parameters ?? [])
          .filter(one => one.in === where)
          .map(one => [
            one.name,
            where === 'path' ? byChance(fc.constantFrom(...references)) : byChance(fitting(one.schema, doc, c)),
          ]),
      ),
      where === 'path' ? {} : { requiredKeys: [] },
    )
  const schema = operation.requestBody?.content['application/json']?.schema
  const body = schema ? byChance(fitting(schema, doc, c)) : fc.constant(undefined)
  return fc.record({ path: part('path'), query: part('query'), header: part('header'), body }).map(given => {
    const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asQuery(given.path[name])))
    const query = new URLSearchParams(
      Object.entries(given.query).flatMap(([name, value]) => [value].flat().map(one => [name, asQuery(one)])),
    )
    // A header's value can hold no more than this whatever a program tries: its own HTTP library refuses.
    const headers = Object.entries(given.header).map(([name, value]) => [
      name,
      asQuery(value)
        .replace(/[^\x20-\x7e]/g, '')
        .slice(0, 2000),
    ])
    return {
      path: `${place}?${query}`,
      body: schema && JSON.stringify(given.body),
      headers: Object.fromEntries(headers),
    }
  })
}

function check({ status, type, json }: Got) {
  expect(status).toBeLessThan(500)
  if (status < 400) return
  expect(type).toBe('application/problem+json')
  expect(json).toMatchObject({ status, title: expect.any(String), code: expect.stringMatching(/^\w+\.[\w-]+$/) })
}

test('no operation answers anything with a fault', { timeout: 60_000 + RUNS * 3000 }, async () => {
  const c = await council()
  const references = ['C-1', (await c.givenCase()).reference, (await c.givenCase()).reference]
  const scopes = ['cases.ask', 'cases.read', 'cases.work', 'people.read']
  const programs = [await programFor(c.asha, scopes, app), await programFor(c.ben, scopes, app)]
  const doc: Document = (await programs[0]!.get('/openapi.json')).json
  const operations = Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  expect(operations.length).toBeGreaterThan(15)
  const seen = new Set<number>()
  for (const { path, method, operation } of operations) {
    const program = fc.constantFrom(...programs)
    const property = fc.asyncProperty(program, requestOf(path, operation, doc, c, references), async (who, sent) => {
      const got = await within(10_000, `${method} ${sent.path}`, who.send(method, sent.path, sent.body, sent.headers))
      seen.add(got.status)
      check(got)
    })
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true })
  }
  for (const status of [200, 201, 404, 422]) expect(seen).toContain(status)
})
