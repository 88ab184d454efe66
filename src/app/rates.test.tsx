/* Abuse case 43: who asks too often waits, and nobody else does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWeb } from '#app/web.ts'
import { council, db, hub, owner, visitor } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'
import { programFor } from '#testing/program.ts'

/** A person's bucket, as it is after very many tries. */
const used = (key: string) =>
  owner.query(
    `insert into platform.rate_limits (key, tokens) values ($1, 0) on conflict (key) do update set tokens = 0, at = now()`,
    [key],
  )

const forget = () => owner.query(`delete from platform.rate_limits where key like 'kept:%'`)
beforeAll(forget)
afterAll(forget)

test('a token that asks too often is told when to come back; another of the same person is not held up', async () => {
  const c = await council()
  const web = createWeb({ db, hub, assets: { script: '', style: '' }, apiRate: 2 })
  const [busy, other] = [await programFor(c.asha, ['cases.read'], web), await programFor(c.asha, ['cases.read'], web)]
  const answers = await Promise.all(Array.from({ length: 8 }, () => busy.get('/cases')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(3)
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused[0]!.json.code).toBe('platform.too-fast')
  expect((await other.get('/cases')).status).toBe(200)
})

test('somebody who has sent very many files waits, with what they typed kept; a colleague does not', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await used(`uploads:${c.ben.id}`)
  const refused = await c.ben.send(`/requests/${reference}`, answerWith([new File(['x'], 'x.txt')], 'What I typed'))
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(page).toContain('You have sent very many files in a short time')
  expect(page).toContain('What I typed</textarea>')
  expect(await filesOf(c)).toEqual([])
  expect((await c.asha.send(`/cases/${reference}/note`, answerWith([new File(['x'], 'x.txt')]))).status).toBe(303)
})

test('a stranger fills our tables only so fast: beyond it a form is not kept, and the way to sign in is the same', async () => {
  const count = async () => Number((await owner.query('select count(*) from platform.kept_forms')).rows[0].count)
  const before = await count()
  const answers = []
  for (let n = 0; n < 70; n++) answers.push(await visitor.post('/requests/new', { subject: `Form ${n}` }))
  expect(answers.every(answer => answer.headers.get('location')?.startsWith('/sign-in'))).toBe(true)
  const kept = (await count()) - before
  expect(kept).toBeGreaterThan(50)
  expect(kept).toBeLessThan(65)
})
