import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { app, council } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { command } from './command.ts'

async function moothall(...words: string[]) {
  const lines: string[] = []
  const url = databaseUrl
  const context = { databaseUrl: url, appDatabaseUrl: url, root: '.', print: (line: string) => lines.push(line) }
  return { code: await command(context, ['token', ...words]), lines }
}

const statusWith = async (secret: string) =>
  (await app.request('http://localhost/api/v1/me', { headers: { authorization: `Bearer ${secret}` } })).status

test('an operator makes a token at the command line, finds it in the list, and revokes it', async () => {
  const c = await council()
  const made = await moothall(
    'create',
    '--person',
    c.asha.email,
    '--name',
    'Power BI',
    '--scopes',
    'cases.read, cases.work',
  )
  expect([made.code, made.lines.length]).toEqual([0, 3])
  const secret = made.lines[2]!
  expect(await statusWith(secret)).toBe(200)
  const id = /^Token (\S+) for Asha Patel/.exec(made.lines[0]!)![1]!
  const [line] = (await moothall('list', '--person', c.asha.email)).lines
  expect(line).toBe(`${id}  in force  ${c.asha.email}  cases.read,cases.work  Power BI`)
  expect((await moothall('revoke', id)).code).toBe(0)
  expect((await moothall('revoke', id)).lines[0]).toMatch(/has been revoked already/)
  expect((await moothall('list', '--person', c.asha.email)).lines[0]).toContain('revoked')
  expect((await c.happened(c.asha.id)).map(event => event.name)).toEqual(['person.tokenCreated', 'person.tokenRevoked'])
})

test('what cannot be done is said: a scope nobody knows, a person nobody knows, days that are none', async () => {
  const c = await council()
  const create = (...more: string[]) => moothall('create', '--person', c.asha.email, '--name', 'x', ...more)
  const scopes = await create('--scopes', 'cases.read,cases.everything')
  expect([scopes.code, scopes.lines[0]]).toEqual([2, 'There is no scope cases.everything.'])
  expect((await create('--scopes', 'cases.read', '--expires', 'soon')).lines[0]).toMatch(/number of days/)
  expect((await create('--scopes', 'cases.read', '--colour', 'red')).lines[0]).toMatch(/^Usage/)
  const nobody = await moothall('create', '--person', 'nobody@example.org', '--name', 'x', '--scopes', 'cases.read')
  expect([nobody.code, nobody.lines]).toEqual([2, ['Nobody has the address nobody@example.org.']])
  expect((await moothall('revoke', 'nonsense')).lines).toEqual(['There is no token nonsense.'])
  expect((await moothall()).code).toBe(2)
})

test('an address that people in two organisations have needs the organisation', async () => {
  const [c, other] = [await council(), await council()]
  await other.writing(tx =>
    tx
      .insertInto('people.persons')
      .values({ id: newId(), organisation_id: other.organisation_id, name: 'Another Asha', email: c.asha.email })
      .execute(),
  )
  const words = ['create', '--person', c.asha.email, '--name', 'x', '--scopes', 'cases.read']
  const unclear = await moothall(...words)
  expect(unclear.code).toBe(2)
  expect(unclear.lines.join('\n')).toMatch(new RegExp(`--organisation[^]*${other.short}  Another Asha`))
  expect((await moothall(...words, '--organisation', other.short)).lines[0]).toContain('Another Asha')
})
