import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ROOMS } from './rooms.ts'

interface File {
  readonly path: string
  readonly text: string
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[]
}

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

function resolved(file: string, from: string): string {
  if (from.startsWith('#')) return `src/${from.slice(1)}`
  return from.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), from)) : from
}

const files: File[] = globSync('src/**/*.{ts,tsx}')
  .filter(file => !file.includes('generated'))
  .map(file => {
    const text = readFileSync(file, 'utf8')
    const imports = [...text.matchAll(IMPORT)].map(([, type, from]) => ({
      from: resolved(file, from!),
      typeOnly: type !== undefined,
    }))
    return { path: file, text, imports }
  })

const product = files.filter(file => !/\.test\.tsx?$|^src\/testing\/|\.fixture\.ts$/.test(file.path))
const roomOf = (place: string) => /^src\/rooms\/([^/]+)\//.exec(place)?.[1]
const rank = (room: string | undefined) => (ROOMS as readonly (string | undefined)[]).indexOf(room)

/** Every file with what it imports but should not. */
const complaints = (among: readonly File[], wrong: (file: File, to: File['imports'][number]) => boolean) =>
  among.flatMap(file => file.imports.filter(to => wrong(file, to)).map(to => `${file.path} -> ${to.from}`))

test('this test saw the code', () => {
  expect(product.length).toBeGreaterThan(80)
  expect(product.flatMap(file => file.imports).length).toBeGreaterThan(300)
  expect(product.some(file => file.imports.some(to => to.from === 'src/rooms/people/index.ts'))).toBe(true)
})

test('a room uses only rooms above it', () => {
  const wrong = complaints(
    product,
    (file, to) => roomOf(file.path) !== undefined && rank(roomOf(to.from)) > rank(roomOf(file.path)),
  )
  expect(wrong).toEqual([])
})

test('every room is in the list', () => {
  expect([...new Set(product.map(file => roomOf(file.path)))].filter(room => room && rank(room) < 0)).toEqual([])
})

test('rooms are entered by the front door', () => {
  const outside = complaints(product, (file, to) => {
    const room = roomOf(to.from)
    return room !== undefined && room !== roomOf(file.path) && to.from !== `src/rooms/${room}/index.ts`
  })
  const inside = complaints(
    product,
    (file, to) => roomOf(file.path) !== undefined && to.from === `src/rooms/${roomOf(file.path)}/index.ts`,
  )
  expect([...outside, ...inside]).toEqual([])
})

test('the platform knows no room, and nobody knows app', () => {
  const platform = product.filter(file => file.path.startsWith('src/platform/'))
  expect(complaints(platform, (_, to) => /^src\/(rooms|app|commands)\//.test(to.from))).toEqual([])
  const rooms = product.filter(file => file.path.startsWith('src/rooms/'))
  expect(complaints(rooms, (_, to) => /^src\/(app|commands)\//.test(to.from))).toEqual([])
})

test('rules are pure: they use rules and the clock, and types', () => {
  const rules = product.filter(file => file.path.endsWith('.rules.ts'))
  const allowed = (from: string) => from.endsWith('.rules.ts') || from.startsWith('src/rooms/clock/')
  expect(complaints(rules, (_, to) => !to.typeOnly && !allowed(to.from))).toEqual([])
  const impure = rules.filter(file => /\bDate\.now\(|new Date\(\)|\bthrow\b|\.raise\(|Math\.random/.test(file.text))
  expect(impure.map(file => file.path)).toEqual([])
})

test('queries never write, pages never load, and only acts and jobs are told when it is by others', () => {
  const writes = product.filter(
    file => file.path.endsWith('.queries.ts') && /\b(insertInto|updateTable|deleteFrom)\(/.test(file.text),
  )
  expect(writes.map(file => file.path)).toEqual([])
  const pages = product.filter(file => file.path.endsWith('.pages.tsx'))
  expect(
    complaints(pages, (_, to) => !to.typeOnly && /\.(queries|actions|routes)\.tsx?$|^kysely$/.test(to.from)),
  ).toEqual([])
  const acts = product.filter(
    file => file.path.endsWith('.actions.ts') && /new Date\(\)|import .*time\/now/.test(file.text),
  )
  expect(acts.map(file => file.path)).toEqual([])
})

test("a room's SQL names only its own tables; others' through published views and functions", () => {
  const table =
    /\b(?:from|join|into|update|insertInto\(|updateTable\(|deleteFrom\(|selectFrom\()\s*['"]?([a-z]+)\.([a-z_]+)/gi
  const known = new Set<string>(ROOMS)
  const wrong = product.flatMap(file => {
    const room = roomOf(file.path)
    if (!room) return []
    return [...file.text.matchAll(table)]
      .filter(([, schema, name]) => known.has(schema!) && schema !== room && !name!.startsWith('published_'))
      .map(([, schema, name]) => `${file.path} uses ${schema}.${name}`)
  })
  expect(wrong).toEqual([])
})

test('browser code uses only browser code and rules', () => {
  const browser = product.filter(file => file.path.startsWith('src/browser/'))
  const allowed = (from: string) =>
    from.startsWith('src/browser/') || from.endsWith('.rules.ts') || !from.startsWith('src/')
  expect(complaints(browser, (_, to) => !allowed(to.from))).toEqual([])
})

test('files, front doors and the pages of lists stay short', () => {
  const lines = (file: File) => file.text.split('\n').length - 1
  const long = files.filter(file => lines(file) > 250).map(file => `${file.path}: ${lines(file)}`)
  const doors = product
    .filter(file => /^src\/rooms\/[^/]+\/index\.ts$/.test(file.path) && lines(file) > 40)
    .map(file => file.path)
  expect([...long, ...doors]).toEqual([])
})

test('raw HTML is written only where the page frame and the sanitiser do', () => {
  const raw = product.filter(file => /dangerouslySetInnerHTML/.test(file.text)).map(file => file.path)
  expect(raw).toEqual(['src/platform/ui/layout/document.tsx'])
})
