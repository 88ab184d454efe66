/*
 * Every form of every page, and every operation, with each key in it changed into one of another council's (abuse case 18). What is
 * refused and what is taken is the act's to say; whichever it is, nothing of ours then points at what is theirs, nothing of theirs has
 * changed, and no answer shows it.
 */
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { PERMISSIONS } from '#rooms/people/index.ts'
import { app, type Council, council, type Member, owner, visitor } from '#testing/council.tsx'
import { type Identifiers, KINDS, marked } from '#testing/marked.ts'
import { type Form, formsOf } from '#testing/page-forms.ts'
import { placeFor } from '#testing/places.ts'
import { programFor } from '#testing/program.ts'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Names that hold a key although they are empty: what a picker would put there. */
const KEYED =
  /(_id|^who|^to|^given|^other|^into|^person|^team|^requester|^category|^assignee|^parent|^from|^organisation)$/
/** Ends what the walk stands on: whoever asks. Each has tests of its own. */
const LEFT_ALONE =
  /^\/sign-out|\/sessions|\/view-as|\/seeing|\/setting-up\/live|\/exit|\/leav|\/erase|\/success|\/merge|\/split/

const pages = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && !/\*|^\/(api|live|scim|sign-|health)/.test(path))
      .map(({ path }) => path),
  ),
]

let a: Council
let b: Council
let ours: Identifiers
let theirs: Identifiers
let before: string

/** Every row of a council, in every table that says whose its rows are. */
async function rowsOf(organisation_id: string): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
      where c.relkind = 'r' and not c.relispartition and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|graphile)' order by 1`,
  )
  const all: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(
      `select $2 || to_jsonb(t)::text as row from ${name} t where organisation_id = $1 order by 1`,
      [organisation_id, `${name} `],
    )
    all.push(...rows.map(({ row }) => row))
  }
  return all
}

beforeAll(async () => {
  a = await council()
  b = await council()
  ours = await marked(a)
  theirs = await marked(b)
  before = (await rowsOf(b.organisation_id)).join('\n')
}, 60_000)

/** The other council's short name stands in the addresses of all its people. */
const shows = (answer: string) => answer.toLowerCase().includes(b.short.toLowerCase())

const plausible = (type: string | undefined, value: string): string => {
  if (value !== '') return value
  if (type === 'date') return '2027-01-05'
  if (type === 'time') return '09:00'
  if (type === 'number') return '1'
  if (type === 'email') return `new-${newId().slice(-8)}@nowhere.example`
  return type === 'hidden' || type === 'button' ? '' : 'Hello'
}

/** The form filled in as it might be. */
const filled = ({ fields, types, choices }: Form): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      choices[name] ? value || (choices[name].find(one => one !== '') ?? '') : plausible(types[name], value),
    ]),
  )

/** What stands for a key of ours in a field, with each kind of theirs in its place. */
function forged(name: string, form: Form): string[] {
  const { fields, choices } = form
  // The key of what the form itself makes: another's is taken, and then it makes nothing.
  if (name === 'message_id') return [theirs.message]
  if (name === 'id') return [form.action.includes('/new') ? theirs.case : theirs.message]
  const [sample] = [fields[name] ?? '', ...(choices[name] ?? [])].filter(value => value.match(ID))
  if (sample) return [...new Set(KINDS.map(kind => sample.replaceAll(ID, theirs[kind])))]
  if (!KEYED.test(name)) return []
  return [theirs.person, theirs.team, theirs.category, theirs.case, theirs.reference, `${theirs.team}/${theirs.person}`]
}

async function formsFor(who: Member): Promise<Form[]> {
  const found = new Map<string, Form>()
  for (const place of pages.map(path => placeFor(path, ours))) {
    const answer = await who.get(place)
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    for (const form of formsOf(await answer.text(), place)) {
      const key = `${form.action.replace(/[0-9a-f-]{36}|C-\d+/g, '…')} ${Object.keys(form.fields)}`
      if (!LEFT_ALONE.test(form.action)) found.set(key, form)
    }
  }
  return [...found.values()]
}

test.each(['farah', 'asha', 'chidi', 'evan', 'ben'] as const)(
  'no form that %s is shown takes a key of another council (abuse case 18)',
  { timeout: 240_000 },
  async name => {
    const wrong: string[] = []
    let sent = 0
    for (const form of await formsFor(a[name])) {
      for (const field of Object.keys(form.fields))
        for (const value of forged(field, form)) {
          const { reference } = ours
          const action = form.action.includes(reference)
            ? form.action.replace(reference, (await a.givenCase()).reference)
            : form.action
          const answer = await a[name].post(action, { ...filled(form), [field]: value })
          sent += 1
          if (answer.status >= 500) wrong.push(`${form.action} ${field}: ${answer.status}`)
          if (shows(await answer.text())) wrong.push(`${form.action} ${field}=${value}: shows what is theirs`)
        }
    }
    expect(wrong).toEqual([])
    expect(sent).toBeGreaterThan(name === 'ben' ? 0 : 20)
    await nothingPoints()
  },
)

/** Nothing of ours points at what is theirs, and theirs is as it was. */
async function nothingPoints() {
  const keys = KINDS.map(kind => theirs[kind])
  const pointing = (await rowsOf(a.organisation_id)).flatMap(row => {
    const key = keys.findIndex(one => row.includes(one))
    return key < 0
      ? []
      : `${row.split(' ')[0]} names a ${KINDS[key]}: ${row.slice(Math.max(0, row.indexOf(keys[key] ?? '') - 200), 400)}`
  })
  expect(pointing).toEqual([])
  expect((await rowsOf(b.organisation_id)).join('\n')).toBe(before)
}

interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly description?: string
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly $ref?: string
}
type Path = readonly (string | number)[]
type Operation = { requestBody?: { content: Record<string, { schema: Schema } | undefined> } }
interface Doc {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** A body that fits, and where in it keys stand. */
function bodyFor(schema: Schema, doc: Doc, name = '', at: Path = []): { value: unknown; keys: Path[] } {
  if (schema.$ref) return bodyFor(doc.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, doc, name, at)
  if (schema.enum) return { value: schema.enum[0], keys: [] }
  if (schema.anyOf) return bodyFor(schema.anyOf[0] ?? {}, doc, name, at)
  const type = [schema.type].flat()[0]
  if (type === 'object') {
    const parts = Object.entries(schema.properties ?? {}).map(
      ([key, one]) => [key, bodyFor(one, doc, key, [...at, key])] as const,
    )
    const value = Object.fromEntries(parts.map(([key, part]) => [key, part.value]))
    return { value, keys: parts.flatMap(([, part]) => part.keys) }
  }
  if (type === 'array') {
    const part = bodyFor(schema.items ?? {}, doc, name, [...at, 0])
    return { value: [part.value], keys: [...part.keys, at] }
  }
  if (type === 'integer' || type === 'number') return { value: 1, keys: [] }
  if (type === 'boolean') return { value: true, keys: [] }
  if (schema.format === 'date-time') return { value: '2026-12-01T10:00:00Z', keys: [] }
  const kind = name.replace(/_id$/, '') as keyof Identifiers
  const own = ours[kind === ('assignee' as string) ? 'person' : kind]
  const isKey = schema.format === 'uuid' || own !== undefined || /identifier/i.test(schema.description ?? '')
  return { value: own ?? 'Hello', keys: isKey ? [at] : [] }
}

function withKey(value: unknown, [step, ...rest]: Path, key: unknown): unknown {
  if (step === undefined) return key
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? withKey(one, rest, key) : one))
  const object = value as Record<string, unknown>
  return { ...object, [step]: withKey(object[step], rest, key) }
}

test('no operation takes one either: as it is, in a list, as an object, or beside nothing (abuse case 18)', {
  timeout: 240_000,
}, async () => {
  const doc: Doc = JSON.parse(await visitor.page('/api/v1/openapi.json'))
  const wrong: string[] = []
  let sent = 0
  for (const who of [a.asha, a.chidi, a.farah]) {
    const program = await programFor(who, PERMISSIONS)
    for (const [path, methods] of Object.entries(doc.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const schema = operation.requestBody?.content['application/json']?.schema
        if (!schema) continue
        const { value, keys } = bodyFor(schema, doc)
        for (const at of keys)
          for (const key of KINDS.map(kind => theirs[kind]).flatMap(one => [one, [one], { id: one }])) {
            const { reference } = path.includes('{reference}') ? await a.givenCase() : ours
            const place = path.replace('{reference}', reference).replace(/\{(\w+)\}/g, ours.person)
            const got = await program.send(method.toUpperCase(), place, withKey(value, at, key) as object as never, {
              'if-match': '*',
            })
            sent += 1
            if (got.status >= 500) wrong.push(`${method} ${path} ${at.join('/')}: ${got.status}`)
            if (shows(JSON.stringify(got.json))) wrong.push(`${method} ${path} ${at.join('/')}: shows what is theirs`)
          }
      }
  }
  expect(wrong).toEqual([])
  expect(sent).toBeGreaterThan(100)
  await nothingPoints()
})
