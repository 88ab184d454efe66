import { expect, test } from 'vitest'
import { createWeb } from '#app/web.ts'
import { app, council, db, hub, visitor } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

// biome-ignore lint/suspicious/noExplicitAny: the document is read as any program reads it.
type Read = any
const documentOf = async (): Promise<Read> => (await visitor.get('/api/v1/openapi.json')).json()

/** Everything inside a value that is an object, with where it is. */
function* inside(value: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  yield [at, value as Record<string, unknown>] // an object has just been shown
  for (const [name, one] of Object.entries(value)) yield* inside(one, `${at}/${name}`)
}

test('every operation has a name of its own, words, a tag, its refusals, and its parameters declared', async () => {
  const doc = await documentOf()
  expect(doc.openapi).toBe('3.1.0')
  const tags = doc.tags.map((tag: { name: string }) => tag.name)
  const names: string[] = []
  for (const [path, methods] of Object.entries<Record<string, Read>>(doc.paths))
    for (const operation of Object.values(methods)) {
      names.push(operation.operationId)
      expect(operation.summary, path).toBeTruthy()
      expect(tags).toEqual(expect.arrayContaining(operation.tags))
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403', '422', '429']))
      const declared = (operation.parameters ?? []).filter((one: Read) => one.in === 'path')
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(declared.map((one: Read) => one.name)).toEqual(wanted)
      expect(declared.every((one: Read) => one.required)).toBe(true)
    }
  expect(names.length).toBeGreaterThan(18)
  expect(new Set(names).size).toBe(names.length)
})

test('every reference resolves, and every body refuses what it does not name', async () => {
  const doc = await documentOf()
  for (const [at, value] of inside(doc))
    if (typeof value.$ref === 'string') {
      const found = value.$ref
        .split('/')
        .slice(1)
        .reduce((part, name) => part?.[name], doc)
      expect(found, `${at} refers to ${value.$ref}`).toBeDefined()
    }
  for (const methods of Object.values<Record<string, Read>>(doc.paths))
    for (const { requestBody, operationId } of Object.values(methods)) {
      const ref = requestBody?.content['application/json']?.schema.$ref
      if (ref) expect(doc.components.schemas[ref.split('/').at(-1)].additionalProperties, operationId).toBe(false)
    }
})

test('the document describes every operation there is, and no other', async () => {
  const doc = await documentOf()
  const described = Object.entries<object>(doc.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  const served = app.routes
    .filter(route => route.path.startsWith('/api/v1/') && route.method !== 'ALL')
    .map(route => `${route.method} ${route.path}`)
  const unlisted = new Set(served.filter(one => !described.includes(one)))
  expect([...unlisted]).toEqual(['GET /api/v1/openapi.json'])
  expect(described.filter(one => !served.includes(one))).toEqual([])
})

test('the document and its page are for everybody; the page shows each operation with an example to paste', async () => {
  const doc = await documentOf()
  const page = await visitor.page('/api/docs')
  for (const methods of Object.values<Record<string, Read>>(doc.paths))
    for (const { operationId, summary } of Object.values(methods)) {
      expect(page).toContain(`id="${operationId}"`)
      expect(page).toContain(summary)
    }
  expect(page).toMatch(/curl -X POST http:\/\/localhost\/api\/v1\/cases \\/)
  expect(page).not.toMatch(/undefined|\[object Object\]/)
})

test('a token that asks too often is told when to come back', async () => {
  const slow = createWeb({ db, hub, assets: { script: '', style: '' }, apiRate: 1 })
  const c = await council()
  const program = await programFor(c.asha, ['cases.read'], slow)
  const answers = [await program.get('/me'), await program.get('/me'), await program.get('/me')]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(answers[2]!.headers.get('retry-after')).toBe('1')
  expect(answers[2]!.json.code).toBe('platform.too-fast')
})
